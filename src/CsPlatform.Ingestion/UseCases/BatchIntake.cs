using CsPlatform.Ingestion.Flow;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Persistence;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>
/// What both ways in have in common: look at each item, hand the valid ones to the writers, keep the others in quarantine,
/// and answer when all of it is durable.
/// </summary>
internal sealed class BatchIntake(
    EventValidator validator,
    SkewWindows windows,
    SenderDirectory senders,
    WriteGroups groups,
    Quarantine quarantine,
    IngestionMeter meter,
    TimeProvider time)
{
    // A timer knows no shorter one; what is left of it is waited for with the next part.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Takes a batch part by part, as soon as the writers have room. The task ends when it is queued; the inner one when it is durable.
    /// What is not accepted goes to <paramref name="keep"/>; without one, into quarantine. A claim makes it known when it comes again.
    /// </summary>
    internal async Task<Task<IReadOnlyList<ItemResult>>> TakeAsync(
        IReadOnlyList<Event> events,
        SendingOrder order,
        Admitted admitted,
        CancellationToken cancellation,
        KeepRemainder? keep = null,
        long? claim = null)
    {
        var batch = new Batch(Arrive(claim), events.Count);
        var pace = new Pace(events.Count, admitted.Spread, time);
        var queued = new List<Task>();
        try
        {
            for (var start = 0; start < events.Count; start += pace.Part)
            {
                await GiveWayAsync(pace.Next(), cancellation);
                PreparePart(batch, events, start, pace.Part);
                foreach (var (group, request) in batch.EndPart(order))
                {
                    await group.Room.TakeAsync(request.Events.Count, cancellation);
                    group.Enqueue(request);
                    queued.Add(request.Done);
                }
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
    internal async Task<Task<IReadOnlyList<ItemResult>>?> TryTakeAsync(
        IReadOnlyList<Event> events, Admitted admitted, long? claim = null)
    {
        var batch = await PrepareAsync(events, claim);
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
        var batch = await PrepareAsync(events, claim: null);
        foreach (var (_, request) in batch.Requests)
        {
            request.Complete(await judge.JudgeAsync(request.Events, cancellation));
        }

        return await batch.ResultsAsync();
    }

    private async Task<Batch> PrepareAsync(IReadOnlyList<Event> events, long? claim)
    {
        var batch = new Batch(Arrive(claim), events.Count);
        var order = new SendingOrder();
        for (var start = 0; start < events.Count; start += Limits.PartEvents)
        {
            await GiveWayAsync(TimeSpan.Zero, CancellationToken.None);
            PreparePart(batch, events, start, Limits.PartEvents);
            batch.EndPart(order);
        }

        return batch;
    }

    private Arrival Arrive(long? claim) => new(time.GetUtcNow(), claim ?? Claims.OfNobody());

    // Between the parts of a large batch the small ones of others have their turn on the processor.
    private async Task GiveWayAsync(TimeSpan pause, CancellationToken cancellation)
    {
        if (pause >= ShortestPause)
        {
            await Task.Delay(pause, time, cancellation);
        }
        else
        {
            await Task.Yield();
        }
    }

    private void PreparePart(Batch batch, IReadOnlyList<Event> events, int start, int count)
    {
        var faults = new FieldFaults();
        Sender? sender = null;
        var end = Math.Min(events.Count, start + count);
        for (var i = start; i < end; i++)
        {
            var item = events[i];
            validator.Validate(item, batch.Arrival.ReceivedAt, faults);
            if (faults.IsEmpty)
            {
                sender = senders.Of(item, sender);
                var isLate = windows.IsLate(item.Source, item.OccurredAt.ToDateTimeOffset(), batch.Arrival.ReceivedAt);
                batch.Add(groups.Of(sender.Partition), i, EventCodec.Prepare(item, sender, batch.Arrival, isLate));
            }
            else
            {
                batch.Reject(i, item, faults);
                faults = new FieldFaults();
            }
        }
    }

    private async Task<IReadOnlyList<ItemResult>> AnswerAsync(Batch batch, Admitted admitted, KeepRemainder keep)
    {
        try
        {
            // An item must not be answered before it is durable, the rejected ones included; a caller that leaves changes nothing
            // about that.
            await Task.WhenAll(batch.Requests.Select(entry => entry.Request.Done));
            var results = await batch.ResultsAsync();
            await keep(batch.Remainder(results), CancellationToken.None);
            meter.Count(results);
            return results;
        }
        finally
        {
            admitted.Release();
        }
    }
}
