using System.Security.Cryptography;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions.Appeals;
using CsPlatform.Domain.Sanctions.Statements;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Appeals;
using CsPlatform.Sanctions.Reasons;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using Npgsql;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Files an appeal, once per id.</summary>
internal sealed class FileAppeal(
    Database database, RulebookCatalogue catalogue, AppealLog log, IOptions<AppealOptions> options, TimeProvider time)
{
    private const int LongestText = 4_000;
    private const int MostExclusions = 200;

    public async Task<FileAppealResponse> HandleAsync(FileAppealRequest request, CancellationToken cancellation)
    {
        var (key, messages) = Read(request);
        var hash = SHA256.HashData(request.ToByteArray());
        var (decision, known) = await database.ReadAsync(
            async (connection, token) => (
                await DecisionLog.FindAsync(connection, key.Partition, key.Shop, request.DecisionId, token),
                await AppealStore.FindAsync(connection, key, token)),
            cancellation);
        if (decision is null)
        {
            throw Refusal.NotFound(
                "decision", $"shops/{key.Shop.Platform}/{key.Shop.ShopId}/decisions/{request.DecisionId}",
                $"Shop {key.Shop} has no decision {request.DecisionId}; ./cs sanctions list names its decisions.");
        }

        if (known is not null)
        {
            return new FileAppealResponse { Appeal = Same(known, hash) };
        }

        var compared = messages.Count > 0 ? await log.CompareAsync(decision, messages, cancellation) : null;
        var filed = await database.InTransactionAsync(
            (connection, transaction, token) => FileAsync(connection, transaction, (key, request, hash, decision, compared), token), cancellation);
        return new FileAppealResponse { Appeal = filed };
    }

    private static V1.Appeal Same(StoredAppeal known, byte[] hash) => known.ContentHash.AsSpan().SequenceEqual(hash)
        ? known.Body
        : throw Refusal.AlreadyExists(
            "appeal", known.Body.AppealId,
            $"Appeal {known.Body.AppealId} was filed with other content; send another appeal_id for another appeal.");

    private async Task<V1.Appeal> FileAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        (AppealKey Key, FileAppealRequest Request, byte[] Hash, Decision Decision, AppealLogComparison? Log) what,
        CancellationToken cancellation)
    {
        var (key, request, hash, decision, compared) = what;
        // Whoever corrects the shop's course or files against it holds this lock.
        await StandingStore.LockAsync(transaction, key.Partition, key.Shop, cancellation);
        if (await AppealStore.FindAsync(connection, key, cancellation) is { } known)
        {
            return Same(known, hash);
        }

        var now = time.GetUtcNow();
        var today = ChinaTime.Day(now.ToInstant());
        var late = new AppealTerms(options.Value.DaysToFile).EndsBefore(FromProto.Day(decision.EffectiveFrom));
        var revoked = await DecisionLog.FindAsync(
            connection, key.Partition, key.Shop, $"{decision.DecisionId}:revoked", cancellation);
        var isAppealed = await AppealStore.IsOpenAsync(connection, key.Shop, decision.DecisionId, cancellation);
        if (Domain.Sanctions.Appeals.Appeal.WhyNotFiled(Stated.IsBurden(decision.Kind), revoked is not null, isAppealed, late, today) is { } why)
        {
            throw AppealRefusals.Of(why, key.AppealId, $"last day {late?.PlusDays(-1):R}, today {today:R}");
        }

        var appeal = new V1.Appeal
        {
            Shop = request.Shop,
            AppealId = request.AppealId,
            DecisionId = request.DecisionId,
            State = V1.AppealState.Filed,
            FiledBy = request.FiledBy,
            FiledAt = Timestamp.FromDateTimeOffset(now),
            Text = request.Text,
            Exclusions = { request.Exclusions },
            Log = compared,
            DecideBefore = options.Value.DaysToDecide is { } days ? $"{today.PlusDays(days):R}" : "",
        };
        await AppealStore.AddAsync(connection, key, appeal, ("rulebook", hash), cancellation);
        return appeal;
    }

    private (AppealKey Key, IReadOnlyList<LoggedMessage> Messages) Read(FileAppealRequest request)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        fields.Id("appeal_id", request.AppealId);
        fields.Id("decision_id", request.DecisionId);
        fields.Id("filed_by", request.FiledBy);
        fields.AddIf(request.Text.Length is 0 or > LongestText, "text", $"has {request.Text.Length} characters; send 1 to {LongestText}");
        fields.AddIf(request.Exclusions.Count > MostExclusions, "exclusions", $"are {request.Exclusions.Count}; send at most {MostExclusions}");
        for (var i = 0; i < request.Exclusions.Count; i++)
        {
            fields.Id($"exclusions[{i}].consultation_id", request.Exclusions[i].ConsultationId);
            fields.AddIf(
                request.Exclusions[i].Reason == Ingestion.V1.ExclusionReason.Unspecified
                    || !System.Enum.IsDefined(request.Exclusions[i].Reason),
                $"exclusions[{i}].reason",
                "is none; send SPAM, OUTAGE, MALICIOUS or APPEAL");
        }

        fields.AddIf(
            request.Exclusions.DistinctBy(exclusion => exclusion.ConsultationId).Count() < request.Exclusions.Count,
            "exclusions", "name a consultation twice; send each once");
        var (messages, faults) = request.LogCsv.Length > 0 ? MerchantLog.Read(request.LogCsv) : ([], []);
        foreach (var fault in faults.Take(20))
        {
            fields.AddIf(true, "log_csv", fault);
        }

        fields.ThrowIfAny();
        return (new AppealKey(shop, request.AppealId), messages);
    }
}
