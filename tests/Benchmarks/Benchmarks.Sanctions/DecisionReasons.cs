using System.Diagnostics;
using System.Globalization;
using Benchmarks.Metrics;
using CsPlatform.Common.V1;
using CsPlatform.Sanctions.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Benchmarks.Sanctions;

/// <summary>
/// A decision explained again and again: the statement of reasons in two languages, and every unit that tells against the shop with its turns and
/// events, asked of metrics each time.
/// </summary>
internal static class DecisionReasons
{
    private const int WarmUp = 20;

    internal static async Task<Report> RunAsync(Settings settings, Action<string> note)
    {
        await using var stack = await StackUnderTest.StartAsync();
        await stack.StartMetricsFromNothingAsync();
        await stack.SendAsync(new Chat(settings.Messages));
        await ExplainedShop.SendAsync(stack, settings.Units);
        await stack.CaughtUpAsync();
        note(string.Create(CultureInfo.InvariantCulture, $"{settings.Messages} messages counted"));
        await ExplainedShop.CloseAsync(stack);
        await using var services = await Services.StartAsync();
        var (_, channel) = await services.StartAsync(
            "Sanctions", "sanctionsdb", await services.Postgres.CreateDatabaseAsync(), Services.SanctionsAnswersAsync,
            $"--services:metrics:http:0={stack.MetricsAddress}");
        var shop = new ShopKey { Platform = Chat.Platform, ShopId = ExplainedShop.Id };
        var decision = await DecisionAsync(channel, shop);
        var client = new CaseService.CaseServiceClient(channel);
        var request = new ExplainDecisionRequest { Shop = shop, DecisionId = decision.DecisionId };
        var latencies = new List<double>();
        for (var i = -WarmUp; i < settings.Explanations; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await client.ExplainDecisionAsync(request);
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (answer.Evidence.Count != settings.Units / 2)
            {
                throw new InvalidOperationException($"{answer.Evidence.Count} units instead of {settings.Units / 2}: the figures would mean nothing.");
            }

            if (i >= 0)
            {
                latencies.Add(took);
            }
        }

        var report = new Report("reasons");
        report.Set("units", settings.Units);
        report.Set("explain_ms", latencies);
        report.Add("reasons", ("p50_ms", Statistics.Median(latencies)), ("p99_ms", Statistics.At(latencies, 0.99)), ("units", settings.Units / 2));
        return report;
    }

    // What rests on the shop's own week; every other unit of it was answered in time.
    private static async Task<Decision> DecisionAsync(GrpcChannel channel, ShopKey shop)
    {
        var page = await new SanctionsService.SanctionsServiceClient(channel).ListDecisionsAsync(
            new ListDecisionsRequest { Platform = shop.Platform, ShopId = shop.ShopId, WaitForFeed = true });
        return page.Decisions.Last(decision => decision.Figure is { } figure
            && figure.EvaluatedOn == $"{ExplainedShop.EvaluatedOn:yyyy-MM-dd}");
    }
}
