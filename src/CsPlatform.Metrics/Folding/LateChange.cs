using CsPlatform.Domain.Metrics;

namespace CsPlatform.Metrics.Folding;

/// <summary>How a batch changes a fact, and the events that made it.</summary>
/// <param name="Change">The sum of the differences.</param>
/// <param name="Causes">The new events behind it.</param>
internal sealed record LateChange(FactChange Change, IReadOnlyList<FactCause> Causes);
