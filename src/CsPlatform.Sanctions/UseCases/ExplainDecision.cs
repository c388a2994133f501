using System.Security.Cryptography;
using System.Text;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Statements;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Reasons;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Says why a decision was taken, down to the messages, in words that never change.</summary>
internal sealed class ExplainDecision(
    Database database, RulebookCatalogue catalogue, EvidenceSource source, IOptions<AppealOptions> options, TimeProvider time)
{
    private const short StatementPart = 1;
    private const short EvidencePart = 2;

    public async Task<ExplainDecisionResponse> HandleAsync(ExplainDecisionRequest request, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        var id = fields.Id("decision_id", request.DecisionId);
        fields.ThrowIfAny();

        var partition = Partitions.Of(shop.Platform, shop.ShopId);
        var (decision, revoked, told) = await ReadAsync(partition, shop, id, cancellation);
        var rule = RuleOf(decision);
        var stated = Stated.Decision(decision);
        var side = StatementOfReasons.Against(stated, rule);
        var evidence = side is { } against ? await source.FindAsync(decision, against, cancellation) : null;

        // The days to appeal are those that were told first, whatever is configured later.
        var terms = new AppealTerms(told.Statement is { } first ? first.DaysToFile : options.Value.DaysToFile);
        var statement = StatementOfReasons.Write(stated, rule, revoked is null ? null : Stated.Decision(revoked), terms);
        var opened = evidence is { IsOpened: true }
            ? StatementEvidence.Write([.. evidence.Units.Select(Stated.Unit)], evidence.Total)
            : null;
        var now = time.GetUtcNow();
        told = await TellAsync(
            (partition, shop, id),
            told,
            new ToldPart(Hash(statement), terms.DaysToFile, now),
            opened is null ? null : new ToldPart(Hash(opened), terms.DaysToFile, now),
            cancellation);

        var rest = opened ?? (evidence is null ? new StatementText("", "") : StatementEvidence.Closed(told.Evidence?.Hash));
        var response = new ExplainDecisionResponse
        {
            Decision = decision,
            Revoked = revoked,
            StatementZh = statement.Zh + rest.Zh,
            StatementEn = statement.En + rest.En,
            Wording = StatementOfReasons.Wording,
            StatementHash = told.Statement!.Hash,
            EvidenceHash = told.Evidence?.Hash ?? "",
            FirstToldAt = Timestamp.FromDateTimeOffset(told.Statement.At),
            EvidenceStatus = evidence is null ? EvidenceStatus.NoFigure
                : evidence.IsOpened ? EvidenceStatus.Opened : EvidenceStatus.Closed,
            EvidenceUnits = evidence?.Total ?? 0,
        };
        response.AvoidedBy.AddRange(StatementOfReasons.Ways(stated, rule).Select(Way));
        response.Evidence.AddRange(evidence?.Units ?? []);
        return response;
    }

    private static V1.AvoidingWay Way(Domain.Sanctions.Statements.AvoidingWay way)
    {
        var message = new V1.AvoidingWay
        {
            StepZh = way.Step.TextZh, StepEn = way.Step.TextEn, Fewer = way.Side == AvoidingSide.Fewer,
        };
        if (way.Units is { } units)
        {
            message.Units = units;
        }

        return message;
    }

    private static string Hash(StatementText text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Zh + text.En)));

    private async Task<(Decision Decision, Decision? Revoked, (ToldPart? Statement, ToldPart? Evidence) Told)> ReadAsync(
        int partition, ShopKey shop, string id, CancellationToken cancellation)
    {
        return await database.ReadAsync(
            async (connection, token) =>
            {
                var decision = await DecisionLog.FindAsync(connection, partition, shop, id, token)
                    ?? throw Refusal.NotFound(
                        "decision", $"shops/{shop.Platform}/{shop.ShopId}/decisions/{id}",
                        $"Shop {shop} has no decision {id}; ./cs sanctions list names its decisions.");
                var revokes = decision.Correction?.Revokes ?? "";
                var revoked = revokes.Length > 0 ? await DecisionLog.FindAsync(connection, partition, shop, revokes, token) : null;
                return (decision, revoked, await StatementStore.FindAsync(connection, partition, shop, id, token));
            },
            cancellation);
    }

    private LadderInForce RuleOf(Decision decision)
    {
        var rulebook = catalogue.Versions(decision.Shop.Platform)
            .FirstOrDefault(known => known.Hash == decision.Citation.RulebookHash);
        return (rulebook is null ? null : LadderInForce.FindById(rulebook, decision.Citation.RuleId))
            ?? throw Refusal.FailedPrecondition(
                "RULEBOOK_ABSENT",
                $"rulebooks/{decision.Shop.Platform}/{decision.Citation.RulebookVersion}",
                $"Rulebook {decision.Shop.Platform} {decision.Citation.RulebookVersion} with SHA-256 {decision.Citation.RulebookHash} is not "
                    + "here: give the service the file that the decision was taken under.");
    }

    // What was told before must be told again; what never was is noted now. Two that tell it at once say the same.
    private async Task<(ToldPart? Statement, ToldPart? Evidence)> TellAsync(
        (int Partition, ShopKey Shop, string DecisionId) of,
        (ToldPart? Statement, ToldPart? Evidence) told,
        ToldPart statement,
        ToldPart? evidence,
        CancellationToken cancellation)
    {
        MustBe(told.Statement, statement, "statement");
        MustBe(told.Evidence, evidence, "evidence");
        List<(short Part, ToldPart Told)> parts = [];
        if (told.Statement is null)
        {
            parts.Add((StatementPart, statement));
        }

        if (told.Evidence is null && evidence is not null)
        {
            parts.Add((EvidencePart, evidence));
        }

        if (parts.Count == 0)
        {
            return told;
        }

        var stored = await database.InTransactionAsync(
            async (connection, _, token) =>
            {
                await StatementStore.InsertAsync(connection, of, parts, token);
                return await StatementStore.FindAsync(connection, of.Partition, of.Shop, of.DecisionId, token);
            },
            cancellation);
        MustBe(stored.Statement, statement, "statement");
        MustBe(stored.Evidence, evidence, "evidence");
        return stored;

        void MustBe(ToldPart? then, ToldPart? now, string what)
        {
            if (then is not null && now is not null && then.Hash != now.Hash)
            {
                throw Refusal.Internal(
                    "STATEMENT_DIFFERS",
                    $"The {what} of {of.DecisionId} is not what was first told at {then.At:u}: SHA-256 {then.Hash} then, {now.Hash} now. "
                        + "Something that is never to change was changed.");
            }
        }
    }
}
