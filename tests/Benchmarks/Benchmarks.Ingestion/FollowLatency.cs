using System.Diagnostics;
using System.Globalization;
using CsPlatform.Ingestion.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Benchmarks.Ingestion;

/// <summary>
/// How long after a sender handed an event over it is acknowledged, and a follower has it: sent evenly in small batches, over several
/// streams in turns, at half of the most that the service took in such batches just before.
/// </summary>
internal sealed class FollowLatency
{
    private const int BatchEvents = 300;

    private readonly int streams;
    private readonly int rate;
    private readonly Workload workload;
    private readonly TimeSpan beat;
    private readonly int beats;
    private readonly int warmUpBeats;
    private readonly long first;
    private readonly long[] sentAt;
    private readonly float[] acknowledged;
    private readonly float[] followed;
    private int seen;

    private FollowLatency(Settings settings, int rate, Workload workload, long first)
    {
        (streams, this.rate, this.workload, this.first) = (settings.Streams, rate, workload, first);
        var perBeat = BatchEvents * streams;
        beat = TimeSpan.FromSeconds((double)perBeat / rate);

        // With what went before, that is beyond the half minute after which the kernel first writes what a new database left to it.
        warmUpBeats = (int)(settings.WarmUpSeconds / beat.TotalSeconds);
        beats = warmUpBeats + ((settings.LatencyEvents + perBeat - 1) / perBeat);
        sentAt = new long[beats * perBeat];
        acknowledged = new float[sentAt.Length];
        followed = new float[sentAt.Length];
    }

    internal static async Task<LatencyReport> RunAsync(Settings settings, Action<string> note)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var workload = new Workload(settings.Streams, BatchEvents, randomIds: false);
        var (most, sent) = await MostAsync(service.Address, workload, TimeSpan.FromSeconds(settings.WarmUpSeconds));
        note($"at most {most} events/s in batches of {BatchEvents}");
        var latency = new FollowLatency(settings, settings.LatencyRate is { } rate ? rate : most / 2, workload, sent);
        return await latency.MeasureAsync(service.Address, most, note);
    }

    // The first half of it warms the service up.
    private static async Task<(int Rate, long Sent)> MostAsync(Uri address, Workload workload, TimeSpan time)
    {
        var sent = 0L;
        var started = Stopwatch.GetTimestamp();
        var half = (Sent: sent, At: started);
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < time)
        {
            if (half.At == started && elapsed > time / 2)
            {
                half = (sent, Stopwatch.GetTimestamp());
            }

            const int Events = 120_000;
            await Sending.RunAsync(address, workload.Next(Events));
            sent += Events;
        }

        return ((int)((sent - half.Sent) / Stopwatch.GetElapsedTime(half.At).TotalSeconds), sent);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private int NumberOf(Event item)
        => (int)(long.Parse(item.EventId.AsSpan(item.EventId.Length - 12), CultureInfo.InvariantCulture) - first);

    private async Task<LatencyReport> MeasureAsync(Uri address, int most, Action<string> note)
    {
        using var channel = GrpcChannel.ForAddress(address);
        using var followerChannel = GrpcChannel.ForAddress(address);
        var client = new IngestionService.IngestionServiceClient(channel);
        using var ending = new CancellationTokenSource();
        var request = new FollowEventsRequest { After = { (await client.GetHeadsAsync(new GetHeadsRequest())).Heads } };
        var following = FollowAsync(new IngestionService.IngestionServiceClient(followerChannel), request, ending.Token);
        await SendAsync(client);
        for (var wait = 0; Volatile.Read(ref seen) < sentAt.Length && wait < 300; wait++)
        {
            await Task.Delay(100);
        }

        await ending.CancelAsync();
        await following;
        note($"{seen} of {sentAt.Length} events seen");
        if (seen != sentAt.Length)
        {
            throw new InvalidOperationException($"Only {seen} of {sentAt.Length} events came: the figures would mean nothing.");
        }

        var from = warmUpBeats * (sentAt.Length / beats);
        return new LatencyReport(rate, most, [.. acknowledged.Skip(from).Order()], [.. followed.Skip(from).Order()]);
    }

    private async Task SendAsync(IngestionService.IngestionServiceClient client)
    {
        var calls = Enumerable.Range(0, streams).Select(_ => client.IngestEvents()).ToArray();
        var batches = calls.Select(_ => new Dictionary<long, int[]>()).ToArray();
        var acknowledging = calls.Select((call, stream) => Task.Run(() => AcknowledgeAsync(call, batches[stream]))).ToArray();
        var writing = calls.Select(_ => Task.CompletedTask).ToArray();
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < beats; number++)
        {
            var requests = workload.Next(sentAt.Length / beats);
            for (var stream = 0; stream < calls.Length; stream++)
            {
                // Streams send in turns, not all at once. What cannot be sent when it is due grows old from then on.
                var due = (number * beat) + (stream * beat / streams);
                if (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } early)
                {
                    await Task.Delay(early);
                }

                await writing[stream];
                writing[stream] = SendAsync(calls[stream], batches[stream], requests[stream], start + Ticks(due));
            }
        }

        await Task.WhenAll(writing);
        foreach (var call in calls)
        {
            await call.RequestStream.CompleteAsync();
        }

        await Task.WhenAll(acknowledging);
    }

    private async Task SendAsync(
        AsyncDuplexStreamingCall<IngestEventsRequest, IngestEventsResponse> call,
        Dictionary<long, int[]> batches,
        IngestEventsRequest[] requests,
        long due)
    {
        foreach (var request in requests)
        {
            var numbers = request.Events.Select(NumberOf).ToArray();
            request.BatchNumber = numbers[0] + 1;
            Array.ForEach(numbers, number => sentAt[number] = due);
            lock (batches)
            {
                batches.Add(request.BatchNumber, numbers);
            }

            await call.RequestStream.WriteAsync(request);
        }
    }

    private async Task AcknowledgeAsync(
        AsyncDuplexStreamingCall<IngestEventsRequest, IngestEventsResponse> call, Dictionary<long, int[]> batches)
    {
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            var now = Stopwatch.GetTimestamp();
            lock (batches)
            {
                batches.Remove(call.ResponseStream.Current.BatchNumber, out var numbers);
                Array.ForEach(numbers!, number => acknowledged[number] = Milliseconds(number, now));
            }
        }
    }

    private async Task FollowAsync(
        IngestionService.IngestionServiceClient client, FollowEventsRequest request, CancellationToken cancellation)
    {
        using var call = client.FollowEvents(request, cancellationToken: cancellation);
        try
        {
            while (await call.ResponseStream.MoveNext(cancellation))
            {
                var now = Stopwatch.GetTimestamp();
                foreach (var record in call.ResponseStream.Current.Records)
                {
                    var number = NumberOf(record.Event);
                    followed[number] = Milliseconds(number, now);
                }

                Interlocked.Add(ref seen, call.ResponseStream.Current.Records.Count);
            }
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled)
        {
            // Everything was seen.
        }
        catch (OperationCanceledException)
        {
            // Everything was seen.
        }
    }

    private float Milliseconds(int number, long now) => (float)Stopwatch.GetElapsedTime(sentAt[number], now).TotalMilliseconds;
}
