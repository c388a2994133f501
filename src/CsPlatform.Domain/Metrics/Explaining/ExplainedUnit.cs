using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>One unit of counting with what it adds and why.</summary>
/// <param name="Id">The consultation, the buyer, "buyer/sub-account", the order …</param>
/// <param name="Day">The natural day it counts on.</param>
/// <param name="Above">What it adds above the line.</param>
/// <param name="Below">What it adds below the line; 0 with nothing above: it is left out.</param>
/// <param name="Why">Why.</param>
public sealed record ExplainedUnit(string Id, LocalDate Day, long Above, long Below, Because Why)
{
    /// <summary>Its messages with their verdicts; none where messages do not decide.</summary>
    public IReadOnlyList<Turn> Turns { get; init; } = [];

    /// <summary>The events that decide, where messages do not.</summary>
    public IReadOnlyList<EventKey> Evidence { get; init; } = [];

    /// <summary>The consultations it was found in.</summary>
    public IReadOnlyList<string> Consultations { get; init; } = [];

    /// <summary>Whether it counts as a hit.</summary>
    public bool IsHit => Above > 0;

    /// <summary>Whether it is in the base and no hit.</summary>
    public bool IsMiss => Above == 0 && Below > 0;
}
