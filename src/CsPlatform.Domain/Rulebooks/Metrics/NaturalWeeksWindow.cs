using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// So many whole natural weeks, each from Monday 00:00 to the next Monday 00:00 (handbook G2). Blocks of several weeks follow one
/// another without a gap from <see cref="CountedFrom"/>, in both directions of time.
/// </summary>
/// <param name="Weeks">Weeks in a block, 1 or more.</param>
/// <param name="CountedFrom">A Monday on which a block starts; it does not matter for blocks of one week.</param>
public sealed record NaturalWeeksWindow(int Weeks, LocalDate CountedFrom) : MetricWindow;
