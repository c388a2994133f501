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
    private readonly Dictionary<string, SortedDictionary<int, FigureExplanation>> explanations = [];
    private bool forgets;
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

    /// <summary>A figure opens like this in its revision, whose place in time its closed_at says.</summary>
    public void Explains(FigureExplanation explanation)
    {
        lock (gate)
        {
            var key = KeyOf(explanation.Figure.Shop, explanation.Figure.MetricId, explanation.Figure.EvaluatedOn);
            if (!explanations.TryGetValue(key, out var revisions))
            {
                explanations.Add(key, revisions = []);
            }

            revisions[explanation.Figure.Revision] = explanation;
        }
    }

    /// <summary>No figure opens any more.</summary>
    public void ForgetsExplanations() => forgets = true;

    /// <summary>The last revision of every published figure, by shop and day; small pages, so that shops are cut in the middle.</summary>
    public override Task<ListFiguresResponse> ListFigures(ListFiguresRequest request, ServerCallContext context)
    {
        lock (gate)
        {
            var figures = partitions.Values.SelectMany(records => records)
                .Select(record => record.FigureRevised ?? record.FigureClosed).OfType<Figure>()
                .Where(figure => figure.Shop.Platform == request.Platform && figure.MetricId == request.MetricId
                    && figure.PeriodKind == request.PeriodKind
                    && string.CompareOrdinal(figure.EvaluatedOn, request.EvaluatedFrom) >= 0
                    && string.CompareOrdinal(figure.EvaluatedOn, request.EvaluatedUntil) < 0)
                .GroupBy(figure => (figure.Shop.ShopId, figure.EvaluatedOn)).Select(revisions => revisions.Last())
                .OrderBy(figure => figure.Shop.ShopId, StringComparer.Ordinal).ThenBy(figure => figure.EvaluatedOn, StringComparer.Ordinal)
                .ToList();
            var from = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, null);
            const int size = 37;
            return Task.FromResult(new ListFiguresResponse
            {
                Figures = { figures.Skip(from).Take(size) },
                NextPageToken = from + size < figures.Count ? $"{from + size}" : "",
            });
        }
    }

    public override Task<GetFigureResponse> GetFigure(GetFigureRequest request, ServerCallContext context)
    {
        var revisions = Known(request.Figure);
        return Task.FromResult(new GetFigureResponse { Figure = revisions[^1].Figure, Revisions = { revisions.Select(r => r.Figure) } });
    }

    public override async Task ExplainFigure(
        ExplainFigureRequest request, IServerStreamWriter<ExplainFigureResponse> responseStream, ServerCallContext context)
    {
        if (forgets)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "the sums differ"));
        }

        // Everything but units first, then units, as metrics does.
        var whole = Known(request.Figure)[^1];
        var head = whole.Clone();
        head.Hits.Clear();
        head.Misses.Clear();
        await responseStream.WriteAsync(new ExplainFigureResponse { Explanation = head });
        await responseStream.WriteAsync(new ExplainFigureResponse { Explanation = new FigureExplanation { Hits = { whole.Hits } } });
        await responseStream.WriteAsync(new ExplainFigureResponse { Explanation = new FigureExplanation { Misses = { whole.Misses } } });
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

    private static string KeyOf(ShopKey shop, string metric, string day) => $"{shop.Platform}/{shop.ShopId}/{metric}/{day}";

    private List<FigureExplanation> Known(FigureSelector selector)
    {
        lock (gate)
        {
            return explanations.TryGetValue(KeyOf(selector.Shop, selector.MetricId, selector.ValidAt), out var revisions)
                ? [.. revisions.Values.Where(r => selector.KnownAt is null || r.Figure.ClosedAt.ToDateTime() <= selector.KnownAt.ToDateTime())]
                : throw new RpcException(new Status(StatusCode.NotFound, "no such figure"));
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
