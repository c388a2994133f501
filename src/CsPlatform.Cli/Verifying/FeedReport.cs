namespace CsPlatform.Cli.Verifying;

/// <summary>What came of verifying a feed.</summary>
internal sealed record FeedReport(
    string Service,
    int Partitions,
    long Segments,
    long ArchivedSegments,
    long UnhashedSegments,
    long Records,
    long Heads,
    long Bytes,
    long? Accepted,
    IReadOnlyList<FeedProblem> Problems)
{
    /// <summary>Whether everything is proven.</summary>
    public bool IsSound => Problems.Count == 0;
}
