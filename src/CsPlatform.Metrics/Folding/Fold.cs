using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using Npgsql;

namespace CsPlatform.Metrics.Folding;

/// <summary>A batch of events of one partition on its way into the tables: what came, and what the parts make of it.</summary>
internal sealed class Fold(NpgsqlTransaction transaction, int partition, IReadOnlyList<FedEvent> events)
{
    /// <summary>The transaction of everything that the batch does; it holds the lock of the partition.</summary>
    public NpgsqlTransaction Transaction => transaction;

    /// <summary>The partition.</summary>
    public int Partition => partition;

    /// <summary>The events, in the order of the feed.</summary>
    public IReadOnlyList<FedEvent> Events => events;

    /// <summary>The consultations that the batch changed.</summary>
    public Dictionary<TimelineKey, ChangedTimeline> Timelines { get; } = [];

    /// <summary>What it changes in the facts of shop-days.</summary>
    public FactChanges Facts { get; } = new();

    /// <summary>What is published on this service's feed, in this order, when all parts are through.</summary>
    public List<FigureRecord> Records { get; } = [];

    /// <summary>
    /// What is done once the transaction has committed, such as telling Redis. It must neither wait nor throw, and may never happen.
    /// </summary>
    public List<Action> AfterCommit { get; } = [];
}
