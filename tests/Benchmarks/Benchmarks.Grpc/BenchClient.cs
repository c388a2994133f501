using System.Diagnostics;
using System.Globalization;
using Grpc.Net.Client;
using GrpcBenchmarks.Protos;

namespace GrpcBenchmarks;

/// <summary>The client side: reads lines "KIND SECONDS CONCURRENCY", answers each with "RESULT messages seconds".</summary>
internal static class BenchClient
{
    private const int MessagesPerCall = 1000;

    private static readonly Event s_event = new() { Id = "e-0123456789", At = 1767225600000, Shop = "shop-000042", Kind = 3 };

    public static async Task RunAsync(string address)
    {
        using var channel = GrpcChannel.ForAddress($"http://{address}");
        var client = new BenchService.BenchServiceClient(channel);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ');
            var seconds = int.Parse(parts[1], CultureInfo.InvariantCulture);
            var concurrency = int.Parse(parts[2], CultureInfo.InvariantCulture);
            Func<Task<long>> one = parts[0] == "unary" ? () => UnaryAsync(client) : () => UploadAsync(client);
            var (messages, taken) = await LoadAsync(one, TimeSpan.FromSeconds(seconds), concurrency);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"RESULT {messages} {taken.TotalSeconds}"));
        }
    }

    private static async Task<(long Messages, TimeSpan Taken)> LoadAsync(Func<Task<long>> one, TimeSpan length, int concurrency)
    {
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            var messages = 0L;
            while (watch.Elapsed < length)
            {
                messages += await one();
            }

            return messages;
        }));
        var counts = await Task.WhenAll(workers);
        return (counts.Sum(), watch.Elapsed);
    }

    private static async Task<long> UnaryAsync(BenchService.BenchServiceClient client)
    {
        using var call = client.EchoAsync(s_event);
        await call.ResponseAsync;
        return 1;
    }

    private static async Task<long> UploadAsync(BenchService.BenchServiceClient client)
    {
        using var call = client.Collect();
        for (var i = 0; i < MessagesPerCall; i++)
        {
            await call.RequestStream.WriteAsync(s_event);
        }

        await call.RequestStream.CompleteAsync();
        return (await call.ResponseAsync).Events;
    }
}
