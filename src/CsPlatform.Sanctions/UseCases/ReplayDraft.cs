using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Replays;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;
using NodaTime;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Says what a draft of a rulebook would have done.</summary>
internal sealed class ReplayDraft(
    Database database, RulebookCatalogue catalogue, MetricsService.MetricsServiceClient metrics, TimeProvider time)
{
    private const int MostDays = 3_660;
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromMilliseconds(500);

    public async Task HandleAsync(
        ReplayDraftRequest request, IServerStreamWriter<ReplayDraftResponse> responses, CancellationToken cancellation)
    {
        var (file, rulebook, until) = Read(request);
        var last = until ?? await database.ReadAsync(
            (connection, token) => DayReachedStore.LastAsync(connection, rulebook.Platform, token), cancellation)
            ?? throw Refusal.FailedPrecondition(
                "NOTHING_CLOSED", $"platforms/{rulebook.Platform}",
                $"No day of {rulebook.Platform} is closed, so there are no figures to replay; close days (./cs close), or give until.");
        var from = last.PlusDays(1 - request.Days);
        var live = catalogue.Versions(rulebook.Platform)
            .Where(version => version.Version <= last && (version.EndsBefore is not { } end || end > from.PlusDays(-1))).ToList();
        var toldAt = time.GetTimestamp();
        var run = new ReplayRun(new PublishedFigures(metrics), catalogue, new Draft(file, rulebook, live), (from, last))
        {
            OnProgress = async (ladder, figures) =>
            {
                if (time.GetElapsedTime(toldAt) > BetweenMessages)
                {
                    toldAt = time.GetTimestamp();
                    await responses.WriteAsync(new ReplayDraftResponse { LadderId = ladder, Figures = figures }, cancellation);
                }
            },
        };
        try
        {
            var report = await run.RunAsync(cancellation);
            await responses.WriteAsync(
                new ReplayDraftResponse { Figures = report.Ladders.Sum(ladder => ladder.Figures), Report = report }, cancellation);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            throw Refusal.Unavailable(
                $"Metrics, which has the figures, does not answer ({e.Status.Detail}); try again.", TimeSpan.FromSeconds(1));
        }
    }

    private (RulebookFile File, Domain.Rulebooks.Rulebook Rulebook, LocalDate? Until) Read(ReplayDraftRequest request)
    {
        var fields = new RequestFields();
        fields.AddIf(request.Days is < 1 or > MostDays, "days", $"is {request.Days}; send 1 to {MostDays}");
        var until = fields.OptionalDay("until", request.Until);
        var file = new RulebookFile("draft", request.DraftJson);
        var read = RulebookReader.Read(file);
        foreach (var fault in read.Faults)
        {
            fields.AddIf(true, fault.Path.Length == 0 ? "draft_json" : $"draft_json.{fault.Path}", fault.Problem);
        }

        if (read.Value is { } rulebook)
        {
            fields.Platform("draft_json.platform", rulebook.Platform, catalogue);
        }

        fields.ThrowIfAny();
        return (file, read.Value!, until);
    }
}
