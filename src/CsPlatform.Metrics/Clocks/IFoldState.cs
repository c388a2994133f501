namespace CsPlatform.Metrics.Clocks;

/// <summary>Knows whether everything that was acknowledged is counted.</summary>
internal interface IFoldState
{
    /// <summary>Of the partitions those in which everything is counted that was acknowledged when this was called. It waits a moment.</summary>
    Task<IReadOnlySet<int>> CaughtUpAsync(IReadOnlyCollection<int> partitions, CancellationToken cancellation);
}
