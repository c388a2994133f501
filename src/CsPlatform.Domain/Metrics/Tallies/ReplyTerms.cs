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

    private ReplyTerms(ReplyRateFormula formula)
    {
        Within = formula.Within.BclCompatibleTicks / NodaConstants.TicksPerMillisecond;
        FirstOnly = formula.Late == LateRule.First;
        from = formula.Scope.Hours is { } hours ? MillisOf(hours.From) : 0;
        until = formula.Scope.Hours?.Until is { } end ? MillisOf(end) : NodaConstants.MillisecondsPerDay;
        foreach (var role in formula.Scope.AnsweringRoles)
        {
            answering |= 1u << (int)role;
        }
    }

    /// <summary>Milliseconds within which an answer is in time, inclusive.</summary>
    public long Within { get; }

    /// <summary>Whether only a unit's first message is judged.</summary>
    public bool FirstOnly { get; }

    /// <summary>The terms of a formula.</summary>
    public static ReplyTerms Of(ReplyRateFormula formula) => new(formula);

    internal bool IsAnswer(ReplyEntryKind kind) => (answering & (1u << (int)kind)) != 0;

    internal bool InHours(long millis) => ChinaMillis.TimeOfDay(millis) is var time && from <= time && time < until;

    private static int MillisOf(LocalTime time) => (int)(time.TickOfDay / NodaConstants.TicksPerMillisecond);
}
