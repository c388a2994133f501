namespace CsPlatform.Metrics.Folding;

/// <summary>
/// One part of what a batch of events comes to. The parts run one after another in the order in which they are registered, under the lock of the
/// partition, in the transaction that also moves the cursor: a part sees what those before it left in the fold, and may run again after a rollback.
/// </summary>
internal interface IFoldPart
{
    /// <summary>The kinds of event that it reads, by the contract's names; what no part reads is not even asked for.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>Reads and writes its own tables in the fold's transaction; everything else goes through the fold.</summary>
    Task FoldAsync(Fold fold, CancellationToken cancellation);
}
