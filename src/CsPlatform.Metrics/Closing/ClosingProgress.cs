namespace CsPlatform.Metrics.Closing;

/// <summary>How far a closing is.</summary>
/// <param name="Done">Partitions finished.</param>
/// <param name="Total">Partitions that count anything of the platform.</param>
/// <param name="Figures">Figures published so far.</param>
/// <param name="PoisonOpen">Events that could not be counted and are missing from the figures.</param>
internal sealed record ClosingProgress(int Done, int Total, long Figures, long PoisonOpen);
