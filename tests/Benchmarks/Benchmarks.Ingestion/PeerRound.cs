namespace Benchmarks.Ingestion;

/// <summary>One round: the three sides right after each other.</summary>
internal sealed record PeerRound(Slice Ingestion, Slice Copy, Slice Inserts)
{
    /// <summary>Whether other programs took so much of the machine that the round says little.</summary>
    internal bool IsDisturbed => Math.Max(Ingestion.OthersShare, Math.Max(Copy.OthersShare, Inserts.OthersShare)) > 0.15;
}
