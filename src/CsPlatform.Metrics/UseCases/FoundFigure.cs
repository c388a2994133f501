using CsPlatform.Metrics.Storage;

namespace CsPlatform.Metrics.UseCases;

/// <summary>The figure that a request means.</summary>
/// <param name="Known">Every revision that was known, first to last: the last one is meant. At least one.</param>
/// <param name="IsLast">Whether no revision was published since.</param>
internal sealed record FoundFigure(IReadOnlyList<StoredFigure> Known, bool IsLast);
