namespace CsPlatform.Domain.Metrics.Headrooms;

/// <summary>Which side of a limit a running figure is on.</summary>
public enum HeadroomSide
{
    /// <summary>There is no data, or fewer units than the rule looks at: neither kept nor missed.</summary>
    Unknown = 0,

    /// <summary>The limit is kept.</summary>
    Kept = 1,

    /// <summary>The limit is missed.</summary>
    Missed = 2,
}
