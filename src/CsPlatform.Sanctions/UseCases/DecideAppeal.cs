using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Appeals;
using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Appeals;
using CsPlatform.Sanctions.Standings;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;
using NodaTime.Extensions;
using Npgsql;
using DocketCause = CsPlatform.Domain.Sanctions.Dockets.CorrectionCause;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Decides on an appeal, once; what follows of it happens in the same transaction or is put on its way in it.</summary>
internal sealed class DecideAppeal(
    Database database,
    RulebookCatalogue catalogue,
    AppealedGround ground,
    CourseReplay replay,
    FeedSignal signal,
    StandingCache standings,
    TimeProvider time)
{
    private const int LongestText = 4_000;

    public async Task<DecideAppealResponse> HandleAsync(DecideAppealRequest request, CancellationToken cancellation)
    {
        var key = Read(request);
        var response = await database.InTransactionAsync(
            (connection, transaction, token) => DecideAsync(connection, transaction, key, request, token), cancellation);
        signal.Announce(key.Partition);
        standings.Forget(key.Shop);
        return response;
    }

    private async Task<DecideAppealResponse> DecideAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, AppealKey key, DecideAppealRequest request, CancellationToken cancellation)
    {
        var standings = await StandingStore.LockAsync(transaction, key.Partition, key.Shop, cancellation);
        var appeal = await AppealStore.FindAsync(connection, key, cancellation, locks: true) ?? throw AppealRefusals.NotFound(key);
        if (IsRepeated(appeal.Body, request))
        {
            return new DecideAppealResponse { Appeal = appeal.Body };
        }

        if (appeal.Rules.WhyNotDecided(request.Reviewer) is { } why)
        {
            throw AppealRefusals.Of(
                why, key.AppealId,
                why == AppealRefusal.Closed ? $"{appeal.Body.State} by {appeal.Body.ClosedBy}" : request.Reviewer);
        }

        CheckExclusions(appeal.Body, request);
        var now = time.GetUtcNow();
        var deed = new AppealDeed(request.Outcome, request.Reviewer, now, request.Reason, [.. request.AcceptedConsultationIds]);
        await AppealStore.AddAsync(connection, key, deed, cancellation);
        IReadOnlyList<Decision> decisions = [];
        switch (request.Outcome)
        {
            case V1.AppealState.Upheld:
                decisions = await SetAsideAsync(transaction, key, (appeal.Body, standings, now), cancellation);
                break;
            case V1.AppealState.UpheldInPart:
                await ExcludeAsync(connection, key, appeal.Body, request, cancellation);
                break;
        }

        var after = await AppealStore.FindAsync(connection, key, cancellation);
        return new DecideAppealResponse { Appeal = after!.Body, Decisions = { decisions } };
    }

    private async Task<IReadOnlyList<Decision>> SetAsideAsync(
        NpgsqlTransaction transaction,
        AppealKey key,
        (V1.Appeal Appeal, Dictionary<StandingKey, Standing> Standings, DateTimeOffset Now) what,
        CancellationToken cancellation)
    {
        var decision = (await DecisionLog.FindAsync(
            transaction.Connection!, key.Partition, key.Shop, what.Appeal.DecisionId, cancellation))!;
        var entry = await ground.FindAsync(transaction, key.Partition, decision, cancellation)
            ?? throw Refusal.FailedPrecondition(
                "NO_GROUND", $"appeals/{key.AppealId}",
                "What the decision rests on is older than the shop's docket, so its course cannot be played again; leave facts out instead "
                    + "(UPHELD_IN_PART).");
        var (subject, trace) = (new StandingKey(key.Shop, decision.MetricId), AppealTrace.Of(key.AppealId));
        await DocketStore.AmendAsync(
            transaction, key.Partition, subject, (new EntryBarred(entry.Number, SanctionHold.Rescinded), trace, what.Now), cancellation);
        var rule = entry switch
        {
            FigureEntry figure => figure.Rule,
            IncidentEntry incident => incident.Rule,
            _ => throw new InvalidOperationException($"No decision rests on {entry}."),
        };
        var because = new CorrectionGround(rule, DocketCause.AppealUpheld, trace, ChinaTime.Day(what.Now.ToInstant()), null);
        return await replay.RunAsync(transaction, key.Partition, subject, what.Standings[subject], because, cancellation);
    }

    private async Task ExcludeAsync(
        NpgsqlConnection connection, AppealKey key, V1.Appeal appeal, DecideAppealRequest request, CancellationToken cancellation)
    {
        var accepted = request.AcceptedConsultationIds.ToHashSet();
        var number = 0;
        foreach (var exclusion in appeal.Exclusions.Where(asked => accepted.Contains(asked.ConsultationId)))
        {
            number++;
            var fact = new Event
            {
                Source = AppealTrace.Source,
                EventId = AppealTrace.EventId(key.AppealId, number),
                Shop = appeal.Shop,
                OccurredAt = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
                ExclusionDecided = new ExclusionDecided
                {
                    ConsultationId = exclusion.ConsultationId, Reason = exclusion.Reason, DecidedBy = request.Reviewer,
                },
            };
            await AppealFacts.AddAsync(connection, key, number, fact, cancellation);
        }
    }

    private static bool IsRepeated(V1.Appeal appeal, DecideAppealRequest request) =>
        (appeal.State, appeal.ClosedBy, appeal.Reason) == (request.Outcome, request.Reviewer, request.Reason)
        && appeal.Accepted.Select(accepted => accepted.ConsultationId).ToHashSet().SetEquals(request.AcceptedConsultationIds);

    private static void CheckExclusions(V1.Appeal appeal, DecideAppealRequest request)
    {
        var asked = appeal.Exclusions.Select(exclusion => exclusion.ConsultationId).ToHashSet();
        var fields = new RequestFields();
        for (var i = 0; i < request.AcceptedConsultationIds.Count; i++)
        {
            var id = request.AcceptedConsultationIds[i];
            fields.AddIf(
                !asked.Contains(id), $"accepted_consultation_ids[{i}]", $"\"{id}\" was not asked for; accept what the appeal names");
        }

        fields.ThrowIfAny();
    }

    private AppealKey Read(DecideAppealRequest request)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        fields.Id("appeal_id", request.AppealId);
        fields.Id("reviewer", request.Reviewer);
        fields.AddIf(
            request.Outcome is not (V1.AppealState.Upheld or V1.AppealState.UpheldInPart or V1.AppealState.Rejected),
            "outcome", "is none; send UPHELD, UPHELD_IN_PART or REJECTED");
        fields.AddIf(request.Reason.Length is 0 or > LongestText, "reason", $"has {request.Reason.Length} characters; send 1 to {LongestText}");
        fields.AddIf(
            request.Outcome == V1.AppealState.UpheldInPart != request.AcceptedConsultationIds.Count > 0,
            "accepted_consultation_ids", "go with UPHELD_IN_PART, and only with it: at least one");
        fields.ThrowIfAny();
        return new AppealKey(shop, request.AppealId);
    }
}
