using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Clocks;

/// <summary>The clocks of a consultation's open turns: one for the oldest of each rule with a time limit.</summary>
public static class TurnClocks
{
    /// <summary>How long before the due time an open turn warns.</summary>
    public static readonly IReadOnlyList<Duration> Warnings = [Duration.FromSeconds(60), Duration.FromSeconds(30)];

    /// <summary>
    /// Every message of the consultation, judged by each rule with a time limit that is in force on the day it counts on. Rules that
    /// count by person or sub-account look at the other consultations in <paramref name="around"/> as well.
    /// </summary>
    public static IReadOnlyList<WaitingTurn> Judge(string id, Timeline timeline, ShopHistory around, Func<LocalDate, Rulebook?> inForce) =>
        Judge(id, timeline, around, inForce, (_, _) => true);

    /// <summary>
    /// As the other overload, but only by rules under which a message can still be waiting: those by which the last one is answered
    /// are passed over unjudged.
    /// </summary>
    public static IReadOnlyList<WaitingTurn> JudgeOpen(
        string id, Timeline timeline, ShopHistory around, Func<LocalDate, Rulebook?> inForce) =>
        Judge(id, timeline, around, inForce, MayWait);

    /// <summary>The clocks that judged turns call for: per rule that of the oldest message that waits.</summary>
    public static IReadOnlyList<RunningClock> Of(IReadOnlyList<WaitingTurn> turns, string id, Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(turns);
        var oldest = turns.Where(turn => turn.Waits)
            .GroupBy(turn => turn.Metric.Id, StringComparer.Ordinal)
            .Select(rule => rule.OrderBy(turn => turn.Turn.SentAt).ThenBy(turn => turn.Turn.Message).First())
            .ToList();
        if (oldest.Count == 0)
        {
            return [];
        }

        var agent = Holder(id, timeline);
        return [.. oldest.Select(turn => new RunningClock(
            ClockKind.Turn,
            new ClockKey(turn.Metric.Id, turn.Turn.Message, turn.Turn.SentAt, turn.Turn.DueAt!.Value),
            turn.Rulebook.Cite(turn.Metric.Id, turn.Metric.Source),
            DueInclusive: true,
            Warnings)
        {
            AgentId = agent,
        })];
    }

    /// <summary>What stopped a clock, by the turns as they are judged now.</summary>
    /// <param name="clock">The clock, which is none of those that <see cref="Of"/> gives.</param>
    /// <param name="turns">All turns of the consultation.</param>
    /// <param name="around">Consultations that may hold the answer.</param>
    /// <param name="last">The newest event of the consultation, which is to blame where no answer is.</param>
    public static ClockStop StopOf(RunningClock clock, IReadOnlyList<WaitingTurn> turns, ShopHistory around, TimelineEntry last)
    {
        var (key, turn) = (clock.Key, turns.FirstOrDefault(one => Fits(one, clock.Key))?.Turn);
        if (turn is not { AnsweredAt: { } at, Verdict: TurnVerdict.InTime or TurnVerdict.Late })
        {
            return new ClockStop(ClockStopReason.NoLongerDue, last.Key, last.OccurredAt);
        }

        var answer = around.Consultations.Values.SelectMany(timeline => timeline.Entries.OfType<MessageEntry>())
            .Where(message => message.OccurredAt == at && message.Role != SenderRole.Buyer)
            .Select(message => (EventKey?)message.Key).FirstOrDefault();
        var reason = at <= key.DueAt ? ClockStopReason.InTime : ClockStopReason.Late;
        return new ClockStop(reason, answer ?? last.Key, at);
    }

    private static bool Fits(WaitingTurn one, ClockKey key) =>
        one.Metric.Id == key.RuleId && one.Turn.Message == key.ArmedBy && one.Turn.SentAt == key.ArmedAt;

    private static List<WaitingTurn> Judge(
        string id, Timeline timeline, ShopHistory around, Func<LocalDate, Rulebook?> inForce, Func<Contact, ReplyFormula, bool> isWanted)
    {
        var found = new List<WaitingTurn>();
        if (Contact.Of(id, timeline, around.Exclusions) is not { Questions.Length: > 0 } contact)
        {
            return found;
        }

        var questions = contact.Questions.Select(question => question.Key).ToHashSet();
        IReadOnlyList<Contact>? all = null;
        foreach (var (rulebook, metric, formula) in RulesOf(contact, inForce).Where(rule => isWanted(contact, rule.Formula)))
        {
            var contacts = formula.Scope.CountsByConsultation ? [contact] : all ??= Contacts(around);
            found.AddRange(
                from unit in ReplyUnits.Of(formula, contacts, around)
                where ReferenceEquals(inForce(unit.Day), rulebook)
                from turn in unit.Turns
                where questions.Contains(turn.Message)
                select new WaitingTurn(rulebook, metric, turn));
        }

        return found;
    }

    private static IEnumerable<(Rulebook Rulebook, MetricRule Metric, ReplyFormula Formula)> RulesOf(
        Contact contact, Func<LocalDate, Rulebook?> inForce) =>
        from rulebook in contact.Questions.Select(question => ChinaTime.Day(question.OccurredAt)).Append(contact.StartDay)
            .Distinct()
            .Select(inForce)
            .OfType<Rulebook>()
            .Distinct(ReferenceEqualityComparer.Instance)
            .Cast<Rulebook>()
        from metric in rulebook.Metrics
        where metric.Formula is ReplyRateFormula or RoundReplyRateFormula or FirstReplyRateFormula { Within: not null }
        select (rulebook, metric, (ReplyFormula)metric.Formula);

    // A reply answers every question before it, so an answer after the last question leaves none open.
    private static bool MayWait(Contact contact, ReplyFormula formula)
    {
        var asked = contact.Questions[^1].OccurredAt;
        for (var i = contact.Replies.Length - 1; i >= 0 && contact.Replies[i].OccurredAt >= asked; i--)
        {
            if (formula.Scope.AnsweringRoles.Contains(contact.Replies[i].Role))
            {
                return false;
            }
        }

        return true;
    }

    private static List<Contact> Contacts(ShopHistory around) =>
    [
        .. around.Consultations.Select(one => Contact.Of(one.Key, one.Value, around.Exclusions)).OfType<Contact>()
            .OrderBy(contact => contact.StartedAt).ThenBy(contact => contact.Id, StringComparer.Ordinal),
    ];

    private static string Holder(string id, Timeline timeline)
    {
        var agent = new Holders(Contact.Of(id, timeline)!).At(timeline.Entries[^1].OccurredAt);
        return agent == Contact.Unassigned ? "" : agent;
    }
}
