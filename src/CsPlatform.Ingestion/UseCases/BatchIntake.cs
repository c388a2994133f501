using CsPlatform.Ingestion.Flow;
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
    // A large batch gives way so often, or small ones would wait for all of it when they need the same processor.
    private const int EventsAtATime = 256;

    /// <summary>
    /// Takes a batch as soon as the writers have room. The task ends when it is queued; the inner one when it is durable. What is
    /// not accepted goes to <paramref name="keep"/>; without one, into quarantine.
    /// </summary>
    internal async Task<Task<IReadOnlyList<ItemResult>>> TakeAsync(
        IReadOnlyList<Event> events,
        SendingOrder order,
        Admitted admitted,
        CancellationToken cancellation,
        KeepRefused? keep = null)
    {
        var queued = new List<Task>();
        try
        {
            var batch = await PrepareAsync(events, order);
            foreach (var (group, request) in batch.Requests)
            {
                await group.Room.TakeAsync(request.Events.Count, cancellation);
                group.Enqueue(request);
                queued.Add(request.Done);
            }

            return AnswerAsync(batch, admitted, keep ?? quarantine.KeepAsync);
        }
        catch
        {
            // What is queued is still written, though nobody waits for it any more.
            _ = Task.WhenAll(queued).ContinueWith(_ => admitted.Release(), TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Takes a batch if all of its writers have room now; null otherwise, and then nothing of it is written.</summary>
    internal async Task<Task<IReadOnlyList<ItemResult>>?> TryTakeAsync(IReadOnlyList<Event> events, Admitted admitted)
    {
        var batch = await PrepareAsync(events, new SendingOrder());
        for (var i = 0; i < batch.Requests.Count; i++)
        {
            if (!batch.Requests[i].Group.Room.TryTake(batch.Requests[i].Request.Events.Count))
            {
                batch.Requests.Take(i).ToList().ForEach(entry => entry.Group.Room.Return(entry.Request.Events.Count));
                return null;
            }
        }

        batch.Requests.ForEach(entry => entry.Group.Enqueue(entry.Request));
        return AnswerAsync(batch, admitted, quarantine.KeepAsync);
    }

    /// <summary>What would become of a batch that is offered now, by the same rules. Nothing is stored, kept or counted.</summary>
    internal async Task<IReadOnlyList<ItemResult>> JudgeAsync(
        IReadOnlyList<Event> events, EventJudge judge, CancellationToken cancellation)
    {
        var batch = await PrepareAsync(events, new SendingOrder());
        foreach (var (_, request) in batch.Requests)
        {
            request.Complete(0, await judge.JudgeAsync(request.Events, cancellation));
        }

        return await batch.ResultsAsync();
    }

    private async Task<Batch> PrepareAsync(IReadOnlyList<Event> events, SendingOrder order)
    {
        var now = time.GetUtcNow();
        var receivedAt = Timestamp.FromDateTimeOffset(now);
        var batch = new Batch(now, events);
        var faults = new FieldFaults();
        for (var i = 0; i < events.Count; i++)
        {
            if (i % EventsAtATime == EventsAtATime - 1)
            {
                await Task.Yield();
            }

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

    private async Task<IReadOnlyList<ItemResult>> AnswerAsync(Batch batch, Admitted admitted, KeepRefused keep)
    {
        try
        {
            // An item must not be answered before it is durable, the rejected ones included; a caller that leaves changes nothing
            // about that.
            var rejected = keep(batch.Rejected, CancellationToken.None);
            await Task.WhenAll([rejected, .. batch.Requests.Select(entry => entry.Request.Done)]);
            var results = await batch.ResultsAsync();
            await keep(batch.Conflicts(results), CancellationToken.None);
            meter.Count(results);
            return results;
        }
        finally
        {
            admitted.Release();
        }
    }
}
