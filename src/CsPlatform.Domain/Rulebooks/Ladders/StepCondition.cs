using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>When a step applies. The closed list.</summary>
public abstract record StepCondition
{
    /// <summary>Whether every value it needs is known; if not, it never holds.</summary>
    public virtual bool IsKnown => true;
}

/// <summary>Strictly on the bad side of a limit; the limit itself is good.</summary>
/// <param name="Limit">The limit; null = no source states it.</param>
/// <param name="BadSide">Which side is bad.</param>
public sealed record BeyondCondition(Threshold? Limit, BadSide BadSide) : StepCondition
{
    public override bool IsKnown => Limit is not null;

    /// <summary>Whether the value lies on the bad side. No data never does.</summary>
    public bool Holds(Rate value) => Limit is { } limit && BadSide switch
    {
        BadSide.Below => limit.LiesAbove(value),
        BadSide.Above => limit.LiesBelow(value),
        _ => throw new InvalidOperationException($"A condition has no bad side: {BadSide}."),
    };
}

/// <summary>Inside a band.</summary>
/// <param name="From">Lowest value, inclusive; null = no lower end.</param>
/// <param name="Until">Value to stop before, exclusive; null = no upper end.</param>
public sealed record BandCondition(Threshold? From, Threshold? Until) : StepCondition
{
    /// <summary>Whether the value lies in the band. No data never does.</summary>
    public bool Holds(Rate value) => value.HasData
        && (From is not { } from || from.Compare(value) >= 0)
        && (Until is not { } until || until.Compare(value) < 0);
}

/// <summary>So many requirements of a set are missed in one period, or more.</summary>
public sealed record MissesCondition(int From) : StepCondition;

/// <summary>So many periods in a row are missed, or more.</summary>
public sealed record MissedPeriodsCondition(int From) : StepCondition;

/// <summary>So many units do not hit, or more: the figure's denominator less its numerator.</summary>
public sealed record FailuresCondition(int From) : StepCondition;

/// <summary>An incident of a grade was upheld.</summary>
/// <param name="Grade">Key of the grade.</param>
/// <param name="FromNth">From which upheld incident of the ladder on, whatever its grade.</param>
/// <param name="WithinMonths">Only incidents of so many natural months count, the present one included; null = all.</param>
public sealed record IncidentCondition(string Grade, int FromNth, int? WithinMonths) : StepCondition;
