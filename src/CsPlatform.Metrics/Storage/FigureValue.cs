using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Storage;

/// <summary>The value of a figure's newest revision.</summary>
/// <param name="Rate">The value.</param>
/// <param name="Lowest">The least its numerator could be; null = not judged.</param>
/// <param name="Highest">The most it could be; null = not judged.</param>
internal sealed record FigureValue(Rate Rate, long? Lowest, long? Highest);
