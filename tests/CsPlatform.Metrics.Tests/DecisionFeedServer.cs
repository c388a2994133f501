using System.Net;
using CsPlatform.Common.V1;
using CsPlatform.Persistence;
using CsPlatform.Sanctions.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Metrics.Tests;

/// <summary>A feed of decisions over HTTP/2 by the contract of sanctions, with exactly the decisions that a test publishes.</summary>
internal sealed class DecisionFeedServer : SanctionsService.SanctionsServiceBase, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, List<DecisionRecord>> partitions = [];
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? app;

    internal string Address => app!.Urls.Single();

    internal IReadOnlyList<PartitionPosition> Heads
    {
        get
        {
            lock (gate)
            {
                return [.. partitions.OrderBy(p => p.Key).Select(p => new PartitionPosition { Partition = p.Key, Position = p.Value.Count })];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    public override async Task FollowDecisions(
        FollowDecisionsRequest request, IServerStreamWriter<FollowDecisionsResponse> responseStream, ServerCallContext context)
    {
        var sent = request.After.ToDictionary(p => p.Partition, p => (int)p.Position);
        while (true)
        {
            Task next;
            List<FollowDecisionsResponse> runs;
            lock (gate)
            {
                next = grown.Task;
                runs = [.. partitions.Where(p => p.Value.Count > sent[p.Key]).Select(p =>
                    new FollowDecisionsResponse { Partition = p.Key, Records = { p.Value.Skip(sent[p.Key]) } })];
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

    internal static async Task<DecisionFeedServer> StartAsync()
    {
        var server = new DecisionFeedServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(server).AddSingleton(new HeadsServer(server));
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        server.app = builder.Build();
        server.app.MapGrpcService<DecisionFeedServer>();
        server.app.MapGrpcService<HeadsServer>();
        await server.app.StartAsync();
        return server;
    }

    internal void Publish(params IEnumerable<Decision> decisions)
    {
        lock (gate)
        {
            foreach (var decision in decisions)
            {
                var partition = Partitions.Of(decision.Shop.Platform, decision.Shop.ShopId);
                if (!partitions.TryGetValue(partition, out var records))
                {
                    partitions.Add(partition, records = []);
                }

                records.Add(new DecisionRecord { Position = records.Count + 1, Decision = decision });
            }

            grown.TrySetResult();
            grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class HeadsServer(DecisionFeedServer decisions) : FeedService.FeedServiceBase
    {
        public override Task<GetFeedResponse> GetFeed(GetFeedRequest request, ServerCallContext context) => Task.FromResult(
            new GetFeedResponse
            {
                Heads = { decisions.Heads.Select(head => new FeedHead { Partition = head.Partition, Position = head.Position }) },
            });
    }
}
