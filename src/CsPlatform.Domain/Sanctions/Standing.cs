using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>All that is remembered of a shop in one subject between two judgements.</summary>
/// <param name="State">How it stands.</param>
/// <param name="CycleStart">Day 1 of the present cycle: the day after the last penalty ended; null = none has ended yet.</param>
/// <param name="Penalties">Every penalty that counted against a month, oldest first.</param>
/// <param name="LastProposal">The last month for which an irreversible measure was proposed.</param>
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

    /// <summary>The present run of missed periods, for ladders that count them; null = the last judged period was kept.</summary>
    public MissedRun? Run { get; init; }

    /// <summary>The last assessed month that brought a fine.</summary>
    public YearMonth? LastFined { get; init; }

    /// <summary>Points of the last week in which any were taken.</summary>
    public IReadOnlyList<CountedPoints> Points { get; init; } = [];

    /// <summary>Every incident that was judged, oldest first.</summary>
    public IReadOnlyList<CountedIncident> Incidents { get; init; } = [];

    /// <summary>Proposed measures that nobody has answered yet, oldest first.</summary>
    public IReadOnlyList<OpenProposal> Proposals { get; init; } = [];

    /// <summary>Penalties that count against a month.</summary>
    public int PenaltiesIn(YearMonth month)
    {
        var count = 0;
        for (var i = 0; i < Penalties.Count; i++)
        {
            count += Penalties[i].Month == month ? 1 : 0;
        }

        return count;
    }

    /// <summary>Points of a class that were taken in the week of a day.</summary>
    public int PointsIn(LocalDate day, string classKey)
    {
        var (week, sum) = (CountedPoints.WeekOf(day), 0);
        for (var i = 0; i < Points.Count; i++)
        {
            sum += Points[i].Week == week && Points[i].ClassKey == classKey ? Points[i].Count : 0;
        }

        return sum;
    }

    /// <summary>The running case; null when none runs.</summary>
    public OpenCase? Case => State switch
    {
        Studying studying => studying.Case,
        Limited limited => limited.Case,
        _ => null,
    };

    /// <summary>
    /// First day on which the running step is over by itself: the task's deadline or the restrictions' end, exclusive; null when
    /// none runs or it is open.
    /// </summary>
    public LocalDate? Until => State switch
    {
        Studying studying => studying.FailsOn,
        Limited limited => limited.Until,
        _ => null,
    };
}
