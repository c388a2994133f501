using System.Collections.Concurrent;
using System.Diagnostics;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Benchmarks.Ingestion;

/// <summary>Senders of small batches at a fixed rate, each over a stream of its own, and the latencies of their acknowledgements.</summary>
internal sealed class OtherSenders : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly GrpcChannel channel;
    private ConcurrentBag<double> latencies = [];
    private Task[] running = [];

    private OtherSenders(GrpcChannel channel) => this.channel = channel;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(running);
        channel.Dispose();
        ending.Dispose();
    }

    internal static Task<OtherSenders> StartAsync(Uri address, int senders, int shops, int batchEvents, TimeSpan interval)
    {
        var started = new OtherSenders(GrpcChannel.ForAddress(address));
        started.running = [.. Enumerable.Range(0, senders)
            .Select(sender => Task.Run(() => started.RunAsync(sender, senders, shops, batchEvents, interval)))];
        return Task.FromResult(started);
    }

    /// <summary>The latencies since the last call, in milliseconds.</summary>
    internal IReadOnlyCollection<double> Forget() => Interlocked.Exchange(ref latencies, []);

    private async Task RunAsync(int sender, int senders, int shops, int batchEvents, TimeSpan interval)
    {
        using var call = new IngestionService.IngestionServiceClient(channel).IngestEvents();
        var due = new ConcurrentQueue<long>();
        var reading = Task.Run(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                due.TryDequeue(out var at);
                latencies.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                if (call.ResponseStream.Current.Results.Any(result => result.Outcome is not ItemOutcome.Accepted))
                {
                    throw new InvalidOperationException("Not every event was accepted: the figures would mean nothing.");
                }
            }
        });
        // Senders are out of step, as they are in life.
        var next = Stopwatch.GetTimestamp() + Ticks(interval * sender / senders);
        for (var number = 0; !ending.IsCancellationRequested && !reading.IsCompleted; number++, next += Ticks(interval))
        {
            var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            due.Enqueue(next);
            await call.RequestStream.WriteAsync(Batch(sender, senders, shops, batchEvents, number));
        }

        await call.RequestStream.CompleteAsync();
        await reading;
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private static IngestEventsRequest Batch(int sender, int senders, int shops, int batchEvents, int number)
    {
        var shop = (number % (shops / senders) * senders) + sender;
        return new IngestEventsRequest
        {
            BatchNumber = number,
            Events = { Enumerable.Range(0, batchEvents).Select(n => Make($"other-{shop}", ((long)number * batchEvents) + n)) },
        };
    }

    /// <summary>A message as a shop's chat has them.</summary>
    internal static Event Make(string shop, long number) => new()
    {
        Source = "im-gateway",
        EventId = $"msg-2024052000-{number:D12}",
        Shop = new ShopKey { Platform = "xiaohongshu", ShopId = shop },
        OccurredAt = new Timestamp { Seconds = 1_716_177_600 + (number / 500), Nanos = (int)(number % 500) * 2_000_000 },
        MessageSent = new MessageSent
        {
            ConsultationId = $"c-{number / 4_000:D8}", Role = SenderRole.Buyer, BuyerId = $"buyer-{number / 4_000:D10}",
            Text = "我身高一米七五，体重七十公斤，穿多大的合适",
        },
    };
}
