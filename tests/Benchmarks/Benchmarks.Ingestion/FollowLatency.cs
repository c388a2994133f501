using System.Collections.Concurrent;
using System.Diagnostics;
using CsPlatform.Ingestion.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Benchmarks.Ingestion;

/// <summary>How long after a sender handed an event over a follower has it: sent at a given rate, in small batches, on one stream.</summary>
internal static class FollowLatency
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    internal static async Task<LatencyReport> RunAsync(Settings settings, Action<string> note)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var channel = GrpcChannel.ForAddress(service.Address);
        using var followerChannel = GrpcChannel.ForAddress(service.Address);
        var client = new IngestionService.IngestionServiceClient(channel);
        var workload = new Workload(1, Math.Max(1, (int)(settings.LatencyRate * Beat.TotalSeconds)), settings.RandomIds);
        await Sending.RunAsync(service.Address, workload.Next(20_000));
        using var ending = new CancellationTokenSource();
        var sent = new ConcurrentDictionary<string, long>();
        var delays = new ConcurrentBag<double>();
        var heads = (await client.GetHeadsAsync(new GetHeadsRequest())).Heads;
        var following = FollowAsync(
            new IngestionService.IngestionServiceClient(followerChannel), new FollowEventsRequest { After = { heads } }, sent, delays, ending.Token);
        var batches = workload.Next(settings.LatencyEvents)[0];
        await SendAsync(client, batches, sent);
        for (var wait = 0; delays.Count < settings.LatencyEvents && wait < 300; wait++)
        {
            await Task.Delay(100);
        }

        await ending.CancelAsync();
        await following;
        note($"{delays.Count} of {settings.LatencyEvents} events seen");
        return delays.Count == settings.LatencyEvents
            ? new LatencyReport(settings.LatencyRate, [.. delays.Order()])
            : throw new InvalidOperationException($"Only {delays.Count} of {settings.LatencyEvents} events came: the figures would mean nothing.");
    }

    private static async Task SendAsync(
        IngestionService.IngestionServiceClient client, IngestEventsRequest[] batches, ConcurrentDictionary<string, long> sent)
    {
        using var call = client.IngestEvents();
        var acknowledging = Task.Run(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        });
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < batches.Length; i++)
        {
            if ((i * Beat) - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            var now = Stopwatch.GetTimestamp();
            foreach (var item in batches[i].Events)
            {
                sent[item.EventId] = now;
            }

            await call.RequestStream.WriteAsync(batches[i]);
        }

        await call.RequestStream.CompleteAsync();
        await acknowledging;
    }

    private static async Task FollowAsync(
        IngestionService.IngestionServiceClient client,
        FollowEventsRequest request,
        ConcurrentDictionary<string, long> sent,
        ConcurrentBag<double> delays,
        CancellationToken cancellation)
    {
        using var call = client.FollowEvents(request, cancellationToken: cancellation);
        try
        {
            while (await call.ResponseStream.MoveNext(cancellation))
            {
                foreach (var record in call.ResponseStream.Current.Records)
                {
                    if (sent.TryGetValue(record.Event.EventId, out var at))
                    {
                        delays.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                    }
                }
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
}
