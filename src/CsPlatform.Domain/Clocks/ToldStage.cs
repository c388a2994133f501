using NodaTime;

namespace CsPlatform.Domain.Clocks;

/// <summary>A stage as it is told.</summary>
/// <param name="Before">How long before the due time the warning is meant; null = the due time itself has passed.</param>
/// <param name="Left">The time that is left; negative once it is over.</param>
public readonly record struct ToldStage(Duration? Before, Duration Left)
{
    /// <summary>Whether it is the due time itself.</summary>
    public bool IsBreach => Before is null;
}
