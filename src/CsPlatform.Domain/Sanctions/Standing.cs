using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>All that is remembered of a shop in one metric between two figures.</summary>
/// <param name="State">How it stands.</param>
/// <param name="CycleStart">Day 1 of the present cycle: the day after the last penalty ended; null = none has ended yet.</param>
/// <param name="Penalties">Every penalty that counted against a month, oldest first.</param>
/// <param name="LastProposal">The last month for which removal was proposed.</param>
/// <param name="LastEvaluatedOn">The last day of evaluation that was judged.</param>
/// <param name="LastHold">Why that judgement led to no penalty; null when it did lead to a step.</param>
public sealed record Standing(
    SanctionState State,
    LocalDate? CycleStart,
    IReadOnlyList<CountedPenalty> Penalties,
    YearMonth? LastProposal,
    LocalDate? LastEvaluatedOn,
    SanctionHold? LastHold)
{
    /// <summary>A shop that was never judged.</summary>
    public static Standing New { get; } = new(new Assessed(), null, [], null, null, null);

    /// <summary>Penalties that count against a month.</summary>
    public int PenaltiesIn(YearMonth month) => Penalties.Count(penalty => penalty.Month == month);

    /// <summary>The running case; null when none runs.</summary>
    public OpenCase? Case => State switch
    {
        Studying studying => studying.Case,
        Limited limited => limited.Case,
        _ => null,
    };

    /// <summary>
    /// First day on which the running step is over: the exam's deadline or the limit's end, exclusive; null when none runs.
    /// </summary>
    public LocalDate? Until => State switch
    {
        Studying studying => studying.FailsOn,
        Limited limited => limited.Limit.End,
        _ => null,
    };
}
