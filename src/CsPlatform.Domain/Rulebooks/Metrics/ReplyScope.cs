using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// What a reply metric counts and what it leaves out. The order in which events arrived never matters; times are those at
/// which things happened. This is the one normative text; whoever computes a reply metric elsewhere computes this:
/// <list type="number">
/// <item>Taken away first: messages that were recalled, excluded, or happened more than the allowed skew after they were
/// received. They neither ask nor answer. (They still date a consultation that has no opening.)</item>
/// <item>A question is a remaining message of the buyer. A reply is a remaining message of a person, a robot or an automatic
/// answer. A consultation starts at its earliest opening, else at its first message of anyone.</item>
/// <item>A question is out of scope, by the first that applies: its consultation went to offline messages and those are
/// left out; its buyer was reported and the message lies in the days before; hours: the message, or its consultation's start,
/// lies outside [from, until) of China Standard Time; people only: it was sent before the hand-over to people (the first
/// queueing, assignment, hand-over or offline entry; without any of these a consultation with a robot message never met
/// people, and one without was with people from its start).</item>
/// <item>The answer to a question is the first reply of an answering role in the same stream at the same instant or later; where
/// answers expire, only if it comes no later than that. It is in time when it comes at most the limit after the question. One
/// reply answers every question before it.</item>
/// <item>The stream is: for <see cref="CountingUnit.Consultation"/> the consultation, with those that rejoin it, under the
/// start of the first; for a sub-account's day each consultation; for a person's day and for rounds all consultations of the
/// buyer.</item>
/// <item>Consecutive questions in scope of a stream that share their answer (or share having none) form a round; its wait is
/// that of its earliest question. A change of holder parts rounds, and so does a change of day where persons or sub-accounts
/// are counted by day.</item>
/// <item>A consultation counts on the day it started, a person, a pair and a round on the day of the question. A unit without
/// a question in scope counts nowhere. No buyer id: the consultation is its own buyer.</item>
/// <item>A sub-account's day: the holder of a question is given by the last queueing (nobody), assignment or hand-over no
/// later than it; before the first of them, the first agent who wrote, else whom the hand-over was from, else nobody; where
/// there is none of them, the agent of the next reply that names one, else of the last before, else nobody. A question
/// unanswered when the holder changes passes to the new holder as a question asked at that instant; the old holder is late
/// only when it was overdue by then. Nobody is the sub-account <c>UNASSIGNED</c>.</item>
/// <item>Waits are whole milliseconds, rounded down, before they are summed.</item>
/// </list>
/// </summary>
/// <param name="Unit">What is counted once.</param>
/// <param name="AnsweringRoles">Roles whose message counts as an answer.</param>
public sealed record ReplyScope(CountingUnit Unit, IReadOnlySet<SenderRole> AnsweringRoles)
{
    /// <summary>Daily hours that are measured; null = all day.</summary>
    public DailyHours? Hours { get; init; }

    /// <summary>The hours are the shop's own; a shop that states none has no figure.</summary>
    public bool WorkingHoursOfShop { get; init; }

    /// <summary>What must lie in the hours.</summary>
    public HoursTest HoursTest { get; init; } = HoursTest.ConsultationStart;

    /// <summary>
    /// A consultation that starts at most so long after the same buyer's last one ended (its last closing, else its last
    /// message) belongs to it; null = each stands for itself.
    /// </summary>
    public Duration? RejoinWithin { get; init; }

    /// <summary>What becomes of consultations sent to offline messages.</summary>
    public OfflineRule Offline { get; init; }

    /// <summary>Only what a buyer writes after the hand-over to people counts.</summary>
    public bool OnlyWithPeople { get; init; }

    /// <summary>What a successful report of a user leaves out; null = nothing.</summary>
    public ReportedUsers? ReportedUsers { get; init; }

    /// <summary>An answer later than this is none; null = however late it is.</summary>
    public Duration? UnansweredAfter { get; init; }

    /// <summary>
    /// Whether one consultation by itself tells what it counts: nothing of the shop's or the buyer's other facts matters.
    /// </summary>
    public bool CountsByConsultation => Unit == CountingUnit.Consultation && RejoinWithin is null && !WorkingHoursOfShop;
}
