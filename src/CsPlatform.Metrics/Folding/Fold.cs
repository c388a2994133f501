using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using Npgsql;

namespace CsPlatform.Metrics.Folding;

/// <summary>A batch of some partitions of a feed on its way into the tables: what came, and what the parts make of it.</summary>
internal sealed class Fold(NpgsqlTransaction transaction, IReadOnlyList<FedEvent> events)
{
    /// <summary>The transaction of everything that the batch does; it holds the locks of the partitions.</summary>
    public NpgsqlTransaction Transaction => transaction;

    /// <summary>The events: those of a partition, and so of a shop, in the order of the feed.</summary>
    public IReadOnlyList<FedEvent> Events => events;

    /// <summary>The decisions, where the batch is of the feed of sanctions: those of a shop in the order of that feed.</summary>
    public IReadOnlyList<FedDecision> Decisions { get; init; } = [];

    /// <summary>The consultations that the batch changed.</summary>
    public Dictionary<TimelineKey, ChangedTimeline> Timelines { get; } = [];

    /// <summary>
    /// The consultations, as they are after the batch, of each buyer of whom it changed one, where the platform has metrics that count by buyer.
    /// </summary>
    public List<(BuyerKey Buyer, IReadOnlyDictionary<string, Timeline> Consultations)> Buyers { get; } = [];

    /// <summary>What concerns each shop of the batch's consultations as a whole, before the batch and after it.</summary>
    public Dictionary<ShopKey, ChangedHistory> Histories { get; } = [];

    /// <summary>The facts beside messages that the batch brought and that were not known.</summary>
    public List<(ShopKey Shop, Domain.Metrics.Facts.ShopFact Fact)> NewFacts { get; } = [];

    /// <summary>What it changes in the facts of shop-days.</summary>
    public FactChanges Facts { get; } = new();

    /// <summary>What it changes in the facts of sub-accounts.</summary>
    public Dictionary<AgentFact, FactChange> AgentFacts { get; } = [];

    /// <summary>What is published on this service's feed when all parts are through: for each partition, in this order.</summary>
    public SortedDictionary<int, List<FigureRecord>> Records { get; } = [];

    /// <summary>
    /// What is done once the transaction has committed, such as telling Redis. It must neither wait nor throw, and may never happen.
    /// </summary>
    public List<Action> AfterCommit { get; } = [];

    /// <summary>Publishes records on the partition of a shop.</summary>
    public void Publish(ShopKey shop, params IEnumerable<FigureRecord> records)
    {
        foreach (var record in records)
        {
            if (!Records.TryGetValue(shop.Partition(), out var list))
            {
                Records.Add(shop.Partition(), list = []);
            }

            list.Add(record);
        }
    }

    /// <summary>Adds what contributions of a shop come to, with the entries that made the difference.</summary>
    public void Add(ShopKey shop, ContributionSum sum, IEnumerable<TimelineEntry> entries)
    {
        List<FactCause>? causes = null;
        foreach (var (fact, change) in sum.Facts)
        {
            causes ??= [.. entries.Select(entry => new FactCause(entry.OccurredAt, entry.Key))];
            Facts.Add(new ShopFact(shop, fact), change, causes);
        }

        foreach (var (fact, change) in sum.Agents)
        {
            var key = new AgentFact(shop, fact);
            AgentFacts[key] = AgentFacts.GetValueOrDefault(key) + change;
        }
    }
}
