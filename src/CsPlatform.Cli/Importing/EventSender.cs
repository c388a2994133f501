using System.Security.Cryptography;
using CsPlatform.Cli.Output;
using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace CsPlatform.Cli.Importing;

/// <summary>
/// Sends events over IngestEvents, several batches in flight, in order. When a stream breaks it opens another one, with growing
/// pauses, and sends again what was not answered, in the same order and under the same session: so it gets the answers that were
/// lost. Gives up when nothing was answered for <see cref="SendLimits.GiveUpAfter"/>.
/// </summary>
public sealed class EventSender(
    IngestionService.IngestionServiceClient client, SendLimits limits, TimeProvider time, Action<string> note)
{
    private readonly Queue<Batch> unanswered = new();
    private Action<OutgoingEvent, ItemResult> answered = (_, _) => { };
    private long lastProgress;
    private TimeSpan backoff;

    /// <summary>The name of this run; another run has another.</summary>
    public string Session { get; init; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Streams that broke and were replaced.</summary>
    public int Reconnects { get; private set; }

    /// <summary>Sends all events and returns when each has its answer.</summary>
    /// <param name="events">The events; read as fast as the service takes them.</param>
    /// <param name="onAnswer">Called once per event with its result, one call at a time.</param>
    /// <param name="cancellation">Ends the sending.</param>
    /// <exception cref="CliException">The service refused the stream, or did not answer for too long.</exception>
    public async Task SendAsync(
        IEnumerable<OutgoingEvent> events, Action<OutgoingEvent, ItemResult> onAnswer, CancellationToken cancellation)
    {
        answered = onAnswer;
        lastProgress = time.GetTimestamp();
        backoff = limits.FirstBackoff;
        using var batches = Batch.Of(events, limits).GetEnumerator();
        while (true)
        {
            try
            {
                await OneStreamAsync(batches, cancellation).ConfigureAwait(false);
                return;
            }
            catch (RpcException failure) when (!cancellation.IsCancellationRequested)
            {
                await WaitForRetryAsync(failure, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs one stream until everything is answered, or throws the status that ended it.</summary>
    private async Task OneStreamAsync(IEnumerator<Batch> batches, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var call = client.IngestEvents(cancellationToken: stop.Token);
        var flight = new Flight(limits.BatchesInFlight);
        stop.CancelAfter(limits.StallAfter);
        var reading = ReadAsync(call.ResponseStream, flight, stop);
        var writing = WriteAsync(call.RequestStream, batches, flight, stop);
        await Task.WhenAny(reading, writing).ConfigureAwait(false);
        if (reading.IsCompleted || !writing.IsCompletedSuccessfully)
        {
            // The reader's failure is the call's status; the writer's only says that it could not write. A short wait lets
            // that status come.
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(1), time, cancellation)).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
        }

        var (read, written) = (await FailureOf(reading).ConfigureAwait(false), await FailureOf(writing).ConfigureAwait(false));
        cancellation.ThrowIfCancellationRequested();
        if ((read as CliException ?? written as CliException) is { } final)
        {
            throw final;
        }

        if (unanswered.Count > 0 || written is not null)
        {
            throw StatusOf(read) ?? StatusOf(written)
                ?? new RpcException(new Status(StatusCode.Unavailable, "the stream ended before every batch was answered"));
        }
    }

    private async Task WriteAsync(
        IClientStreamWriter<IngestEventsRequest> stream, IEnumerator<Batch> batches, Flight flight,
        CancellationTokenSource stop)
    {
        foreach (var batch in Unanswered())
        {
            await WriteAsync(stream, batch, flight, stop).ConfigureAwait(false);
        }

        while (Next(batches) is { } batch)
        {
            lock (unanswered)
            {
                unanswered.Enqueue(batch);
            }

            await WriteAsync(stream, batch, flight, stop).ConfigureAwait(false);
        }

        await stream.CompleteAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync(
        IClientStreamWriter<IngestEventsRequest> stream, Batch batch, Flight flight, CancellationTokenSource stop)
    {
        await flight.EnterAsync(batch.Items.Count, stop.Token).ConfigureAwait(false);
        stop.CancelAfter(limits.StallAfter);
        await stream.WriteAsync(batch.Request(Session), stop.Token).ConfigureAwait(false);
    }

    /// <summary>The next batch. What fails here is the sender's own input: trying again could pass over the rest of it.</summary>
    private static Batch? Next(IEnumerator<Batch> batches)
    {
        try
        {
            return batches.MoveNext() ? batches.Current : null;
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new CliException(
                $"The input cannot be read to its end: {failure.Message}\nNext: mend that and import again.", failure);
        }
    }

    private async Task ReadAsync(
        IAsyncStreamReader<IngestEventsResponse> answers, Flight flight, CancellationTokenSource stop)
    {
        while (await answers.MoveNext(stop.Token).ConfigureAwait(false))
        {
            Account(answers.Current);
            lastProgress = time.GetTimestamp();
            backoff = limits.FirstBackoff;
            stop.CancelAfter(limits.StallAfter);
            flight.Answered(answers.Current.Credit);
        }
    }

    private void Account(IngestEventsResponse answer)
    {
        Batch batch;
        lock (unanswered)
        {
            if (!unanswered.TryPeek(out batch!)
                || batch.Number != answer.BatchNumber
                || batch.Items.Count != answer.Results.Count)
            {
                throw new CliException(
                    $"Ingestion answered batch {answer.BatchNumber} with {answer.Results.Count} results, "
                    + "which is not the batch that was due.\n"
                    + "Next: check that the address is a CsPlatform ingestion service of this version (./cs health).");
            }

            unanswered.Dequeue();
        }

        for (var i = 0; i < batch.Items.Count; i++)
        {
            Tell(batch.Items[i], answer.Results[i]);
        }
    }

    private void Tell(OutgoingEvent item, ItemResult result)
    {
        try
        {
            answered(item, result);
        }
        catch (IOException failure)
        {
            throw new CliException(
                $"The rejects cannot be kept: {failure.Message}\nNext: make room, or name another file with --rejects.", failure);
        }
    }

    private async Task WaitForRetryAsync(RpcException failure, CancellationToken cancellation)
    {
        if (!IsTransient(failure.StatusCode))
        {
            throw new CliException(ErrorText.Of(failure, "ingestion"), failure);
        }

        var silence = time.GetElapsedTime(lastProgress);
        if (silence > limits.GiveUpAfter)
        {
            throw new CliException(
                $"Ingestion has answered nothing for {silence.TotalSeconds:0} s; the last failure was "
                + $"{ErrorText.Code(failure.StatusCode)}: {failure.Status.Detail}\n"
                + "What was acknowledged is safe. Next: see ./cs health; when it is well again run the same import once more: "
                + "what is stored already comes back as duplicate.",
                failure);
        }

        Reconnects++;
        var status = $"{ErrorText.Code(failure.StatusCode)}: {failure.Status.Detail}";
        note($"Ingestion: {status}; trying again in {backoff.TotalSeconds:0.#} s.");
        await Task.Delay(backoff, time, cancellation).ConfigureAwait(false);
        backoff = backoff * 2 < limits.LongestBackoff ? backoff * 2 : limits.LongestBackoff;
    }

    private Batch[] Unanswered()
    {
        lock (unanswered)
        {
            return [.. unanswered];
        }
    }

    /// <summary>Statuses that a restart or a pause may mend. Sending again is safe: events are idempotent.</summary>
    private static bool IsTransient(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Internal
        or StatusCode.Unknown or StatusCode.Cancelled or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted;

    private static async Task<Exception?> FailureOf(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is RpcException or CliException or InvalidOperationException or IOException
            or OperationCanceledException)
        {
            return failure;
        }
    }

    private static RpcException? StatusOf(Exception? failure) => failure switch
    {
        RpcException status => status,
        OperationCanceledException => new RpcException(new Status(StatusCode.Unavailable, "no answer in time")),
        not null => new RpcException(new Status(StatusCode.Unavailable, failure.Message)),
        null => null,
    };
}
