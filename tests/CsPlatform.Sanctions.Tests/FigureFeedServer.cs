using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Sanctions.Tests;

/// <summary>A figure feed over HTTP/2 by the contract of metrics, with exactly the records that a test publishes.</summary>
internal sealed class FigureFeedServer : MetricsService.MetricsServiceBase, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, List<FigureRecord>> partitions = [];
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? app;

    public string Address { get; private set; } = "";

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        app = builder.Build();
        app.MapGrpcService<FigureFeedServer>();
        await app.StartAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    public void Publish(string platform, string shopId, params IEnumerable<FigureRecord> records)
    {
        var partition = Partitions.Of(platform, shopId);
        lock (gate)
        {
            foreach (var record in records)
            {
                if (!partitions.TryGetValue(partition, out var list))
                {
                    partitions.Add(partition, list = []);
                }

                record.Position = list.Count + 1;
                list.Add(record);
            }

            grown.TrySetResult();
            grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public override Task<GetHeadsResponse> GetHeads(GetHeadsRequest request, ServerCallContext context)
    {
        lock (gate)
        {
            var response = new GetHeadsResponse();
            response.Heads.AddRange(
                partitions.Select(p => new PartitionPosition { Partition = p.Key, Position = p.Value.Count }));
            return Task.FromResult(response);
        }
    }

    public override async Task FollowFigures(
        FollowFiguresRequest request, IServerStreamWriter<FollowFiguresResponse> responseStream, ServerCallContext context)
    {
        var sent = request.After.ToDictionary(p => p.Partition, p => (int)p.Position);
        while (true)
        {
            Task next;
            List<FollowFiguresResponse> runs;
            lock (gate)
            {
                next = grown.Task;
                runs = [.. partitions.Where(p => p.Value.Count > sent[p.Key]).Select(p => Run(p.Key, p.Value.Skip(sent[p.Key])))];
            }

            foreach (var run in runs)
            {
                await responseStream.WriteAsync(run);
                sent[run.Partition] += run.Records.Count;
            }

            if (runs.Count == 0)
            {
                await next.WaitAsync(context.CancellationToken);
            }
        }
    }

    // Short runs: a batch then ends where a test wants a crash to be possible.
    private static FollowFiguresResponse Run(int partition, IEnumerable<FigureRecord> records)
    {
        var run = new FollowFiguresResponse { Partition = partition, Records = { records.Take(50) } };
        run.CoveredTo = run.Records[^1].Position;
        return run;
    }
}
