using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Persistence;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>
/// What both ways in have in common: look at each item, hand the valid ones to the writers, keep the others in quarantine,
/// and answer when all of it is durable.
/// </summary>
internal sealed class BatchIntake(
    EventValidator validator, WriteGroups groups, Quarantine quarantine, IngestionMeter meter, TimeProvider time)
{
    /// <summary>
    /// Takes a batch as soon as the writers have room. The task ends when it is queued; the inner one when it is durable.
    /// </summary>
    internal async Task<Task<IReadOnlyList<ItemResult>>> TakeAsync(
        IReadOnlyList<Event> events, SendingOrder order, CancellationToken cancellation)
    {
        var batch = Prepare(events, order);
        foreach (var (group, request) in batch.Requests)
        {
            await group.EnqueueAsync(request, cancellation);
        }

        return AnswerAsync(batch);
    }

    /// <summary>Takes a batch now or refuses it.</summary>
    /// <exception cref="Grpc.Core.RpcException">RESOURCE_EXHAUSTED when a writer has too much to do.</exception>
    internal Task<IReadOnlyList<ItemResult>> TakeNowAsync(IReadOnlyList<Event> events)
    {
        var batch = Prepare(events, new SendingOrder());
        return batch.Requests.All(entry => entry.Group.TryEnqueue(entry.Request))
            ? AnswerAsync(batch)
            : throw Refusal.ResourceExhausted(
                "More events wait than can be stored soon; send the same batch again a little later.",
                TimeSpan.FromMilliseconds(250));
    }

    private Batch Prepare(IReadOnlyList<Event> events, SendingOrder order)
    {
        var now = time.GetUtcNow();
        var receivedAt = Timestamp.FromDateTimeOffset(now);
        var batch = new Batch(now, events);
        var faults = new FieldFaults();
        for (var i = 0; i < events.Count; i++)
        {
            validator.Validate(events[i], now, faults);
            if (faults.IsEmpty)
            {
                var partition = Partitions.Of(events[i].Shop.Platform, events[i].Shop.ShopId);
                batch.Add(groups.Of(partition), i, EventCodec.Prepare(events[i], partition, receivedAt));
            }
            else
            {
                batch.Reject(i, faults);
                faults = new FieldFaults();
            }
        }

        batch.Seal(order);
        return batch;
    }

    private async Task<IReadOnlyList<ItemResult>> AnswerAsync(Batch batch)
    {
        // An item must not be answered before it is durable, the rejected ones included; a caller that leaves changes nothing
        // about that.
        var rejected = quarantine.KeepAsync(batch.Rejected, CancellationToken.None);
        await Task.WhenAll([rejected, .. batch.Requests.Select(entry => entry.Request.Done)]);
        var results = await batch.ResultsAsync();
        await quarantine.KeepAsync(batch.Conflicts(results), CancellationToken.None);
        meter.Count(results);
        return results;
    }
}
