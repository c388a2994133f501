using System.Diagnostics.Metrics;
using CsPlatform.Ingestion.Flow;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion;

/// <summary>What operators see of the intake; docs/OPERATIONS.md lists it.</summary>
internal sealed class IngestionMeter
{
    private readonly TimeProvider time;
    private readonly Meter meter;
    private readonly Counter<long> items;
    private readonly Counter<long> refusals;
    private readonly Histogram<int> batchEvents;
    private readonly Histogram<int> transactionEvents;
    private readonly Histogram<double> transactionSeconds;
    private readonly Histogram<double> quotaSeconds;
    private readonly UpDownCounter<int> streams;

    public IngestionMeter(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        meter = meters.Create("CsPlatform.Ingestion");
        items = meter.CreateCounter<long>("ingestion.items", "{item}", "Items answered, by outcome");
        refusals = meter.CreateCounter<long>("ingestion.refusals", "{batch}", "Batches refused with RESOURCE_EXHAUSTED, by reason");
        batchEvents = meter.CreateHistogram<int>("ingestion.batch.events", "{event}", "Events of a batch that came in");
        transactionEvents = meter.CreateHistogram<int>("ingestion.transaction.events", "{event}", "Events of a transaction");
        transactionSeconds = meter.CreateHistogram<double>("ingestion.transaction.duration", "s", "Time of a transaction that committed");
        quotaSeconds = meter.CreateHistogram<double>("ingestion.quota.wait", "s", "Time for which a stream was held, by quota");
        streams = meter.CreateUpDownCounter<int>("ingestion.streams", "{stream}", "Streams that send now");
    }

    /// <summary>A moment, to measure from.</summary>
    internal long Now => time.GetTimestamp();

    internal void Count(IReadOnlyList<ItemResult> results)
    {
        foreach (var outcome in results.CountBy(result => result.Outcome))
        {
            items.Add(outcome.Value, new KeyValuePair<string, object?>("outcome", outcome.Key.ToString()));
        }
    }

    internal void BatchCame(int events) => batchEvents.Record(events);

    internal void Committed(int events, long started)
    {
        transactionEvents.Record(events);
        transactionSeconds.Record(time.GetElapsedTime(started).TotalSeconds);
    }

    internal void Held(QuotaAnswer answer) => quotaSeconds.Record(answer.Held.TotalSeconds, Tag("quota", answer.Kind.ToString()));

    internal void Refused(string reason) => refusals.Add(1, Tag("reason", reason));

    internal void StreamBegan() => streams.Add(1);

    internal void StreamEnded() => streams.Add(-1);

    internal void ObserveQueue(Func<long> events)
        => meter.CreateObservableUpDownCounter("ingestion.queue.events", events, "{event}", "Events that wait for a transaction");

    internal void ObserveBytes(Func<long> bytes)
        => meter.CreateObservableUpDownCounter("ingestion.inflight.bytes", bytes, "By", "Bytes of the batches on their way");

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value.ToLowerInvariant());
}
