using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// A rulebook's reply formula in numbers that need no looking up: milliseconds and one bit per role. Times of entries are whole
/// milliseconds, as sources report them.
/// </summary>
public readonly record struct ReplyTerms
{
    private readonly uint answering;
    private readonly int from;
    private readonly int until;

    private ReplyTerms(Duration within, LateRule late, ReplyScope scope)
    {
        Within = within.BclCompatibleTicks / NodaConstants.TicksPerMillisecond;
        Late = late;
        ByPerson = scope.Unit == CountingUnit.PersonDay;
        ByMessage = scope.HoursTest == HoursTest.Message;
        from = scope.Hours is { } hours ? MillisOf(hours.From) : 0;
        until = scope.Hours?.Until is { } end ? MillisOf(end) : NodaConstants.MillisecondsPerDay;
        foreach (var role in scope.AnsweringRoles)
        {
            answering |= 1u << (int)role;
        }
    }

    /// <summary>Milliseconds within which an answer is in time, inclusive.</summary>
    public long Within { get; }

    /// <summary>When a unit is late.</summary>
    public LateRule Late { get; }

    /// <summary>Whether a buyer's natural day is counted, and a stream is a buyer; else a stream is a consultation.</summary>
    public bool ByPerson { get; }

    /// <summary>Whether the hours are asked of each message; else of the consultation's start.</summary>
    public bool ByMessage { get; }

    /// <summary>
    /// The terms of a formula. Null where its figures depend on more than the messages of one stream and their times: on holders, queues,
    /// offline messages, reports, re-contact or the shop's own hours; on which of several roles ended a round; on the mean of a person's
    /// day. Those are counted from the timelines.
    /// </summary>
    public static ReplyTerms? Of(ReplyFormula formula) => formula switch
    {
        { Scope: var scope } when !DependsOnStreamsOnly(scope) => null,
        ReplyRateFormula { Late: LateRule.Any or LateRule.First or LateRule.AllRounds } rate =>
            new ReplyTerms(rate.Within, rate.Late, rate.Scope),
        ReplyRateFormula { Scope.Unit: CountingUnit.Consultation, Scope.UnansweredAfter: null } rate =>
            new ReplyTerms(rate.Within, rate.Late, rate.Scope),
        FirstReplyRateFormula { From: WaitFrom.FirstMessage, Within: { } within } first =>
            new ReplyTerms(within, LateRule.First, first.Scope),
        _ => null,
    };

    internal bool IsAnswer(ReplyEntryKind kind) => (answering & (1u << (int)kind)) != 0;

    internal bool InHours(long millis) => ChinaMillis.TimeOfDay(millis) is var time && from <= time && time < until;

    // An answer that comes after the platform closed the consultation as unanswered is late as well: no limit is longer than a day.
    private static bool DependsOnStreamsOnly(ReplyScope scope) =>
        scope is { RejoinWithin: null, WorkingHoursOfShop: false, Offline: OfflineRule.AsUsual, OnlyWithPeople: false, ReportedUsers: null }
        && (scope.Unit == CountingUnit.Consultation
            || (scope.Unit == CountingUnit.PersonDay && (scope.Hours is null || scope.HoursTest == HoursTest.Message)));

    private static int MillisOf(LocalTime time) => (int)(time.TickOfDay / NodaConstants.TicksPerMillisecond);
}
