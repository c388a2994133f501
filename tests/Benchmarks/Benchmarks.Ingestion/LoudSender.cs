using System.Diagnostics;
using CsPlatform.Ingestion.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Benchmarks.Ingestion;

/// <summary>
/// One shop that sends the largest batches as fast as the service lets it. It is a process of its own, so that it takes nothing from the
/// senders that are measured but what the service gives it.
/// </summary>
internal sealed class LoudSender : IDisposable
{
    /// <summary>The argument that makes a process of this program the loud sender: --loud-sender ADDRESS.</summary>
    internal const string Mode = "--loud-sender";

    /// <summary>Events of the loud shop that are stored.</summary>
    internal const string StoredSql = """
        SELECT coalesce(sum(k.keys), 0) FROM ingestion.key_run k JOIN ingestion.sender s ON s.partition = k.partition AND s.number = k.sender
        WHERE s.shop_id = 'loud'
        """;

    private const int BatchEvents = 8_192;
    private readonly Process process;

    internal LoudSender(Uri address)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true };
        start.ArgumentList.Add(typeof(LoudSender).Assembly.Location);
        start.ArgumentList.Add(Mode);
        start.ArgumentList.Add(address.ToString());
        process = Process.Start(start)!;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    internal void Begin() => Tell("begin");

    internal void End() => Tell("end");

    /// <summary>What the process does: sends from "begin" to "end", again and again.</summary>
    internal static async Task RunAsync(string address)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var client = new IngestionService.IngestionServiceClient(channel);
        var number = 0L;
        CancellationTokenSource? sending = null;
        var last = Task.CompletedTask;
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "begin")
            {
                sending = new CancellationTokenSource();
                last = SendAsync(client, () => number++, sending.Token);
            }
            else
            {
                await sending!.CancelAsync();
                await last;
            }
        }
    }

    private static async Task SendAsync(
        IngestionService.IngestionServiceClient client, Func<long> nextBatch, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var call = client.IngestEvents(cancellationToken: cancellation);
                var reading = Task.Run(
                    async () =>
                    {
                        while (await call.ResponseStream.MoveNext(cancellation))
                        {
                        }
                    },
                    cancellation);
                while (!reading.IsCompleted)
                {
                    await call.RequestStream.WriteAsync(Batch(nextBatch()), cancellation);
                }

                await reading;
            }
            catch (Exception e) when (e is InvalidOperationException
                or RpcException { StatusCode: StatusCode.ResourceExhausted or StatusCode.Cancelled })
            {
                await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(200), cancellation));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static IngestEventsRequest Batch(long number) => new()
    {
        BatchNumber = number,
        Events = { Enumerable.Range(0, BatchEvents).Select(n => OtherSenders.Make("loud", (number * BatchEvents) + n)) },
    };

    private void Tell(string word)
    {
        process.StandardInput.WriteLine(word);
        process.StandardInput.Flush();
    }
}
