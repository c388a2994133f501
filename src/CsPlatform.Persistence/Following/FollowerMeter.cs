using System.Diagnostics.Metrics;

namespace CsPlatform.Persistence.Following;

/// <summary>What a follower did, counted by feed (docs/OPERATIONS.md lists the instruments).</summary>
internal sealed class FollowerMeter
{
    internal const string Name = "CsPlatform.Following";

    private readonly KeyValuePair<string, object?> feed;
    private readonly Counter<long> records;
    private readonly Counter<long> batches;
    private readonly Counter<long> poison;
    private readonly Counter<long> reconnects;
    private readonly Histogram<double> duration;

    internal FollowerMeter(IMeterFactory meters, string feed, FollowerProgress progress)
    {
        this.feed = new KeyValuePair<string, object?>("feed", feed);
        var meter = meters.Create(Name);
        records = meter.CreateCounter<long>("following.records", "{record}", "Records applied");
        batches = meter.CreateCounter<long>("following.batches", "{batch}", "Transactions in which records were applied");
        poison = meter.CreateCounter<long>("following.poison", "{record}", "Records set aside because they could not be applied");
        reconnects = meter.CreateCounter<long>("following.reconnects", "{stream}", "Streams opened again after a failure");
        duration = meter.CreateHistogram<double>("following.apply.duration", "s", "Time of a transaction that applied records");
        meter.CreateObservableGauge(
            "following.lag.records", () => Value(progress.RecordsBehind), "{record}", "Records of the feed that are not applied");
        meter.CreateObservableGauge(
            "following.lag.time", () => Value(progress.LastDelay?.TotalSeconds ?? 0), "s",
            "Age of the last batch when it was applied; 0 before the first");
        meter.CreateObservableGauge(
            "following.poison.open", () => Value(progress.PoisonOpen), "{record}", "Records set aside and not applied since");
    }

    internal void Applied(int count, TimeSpan took)
    {
        records.Add(count, feed);
        batches.Add(1, feed);
        duration.Record(took.TotalSeconds, feed);
    }

    internal void Poisoned() => poison.Add(1, feed);

    internal void Reconnected() => reconnects.Add(1, feed);

    private Measurement<T> Value<T>(T value)
        where T : struct
        => new(value, feed);
}
