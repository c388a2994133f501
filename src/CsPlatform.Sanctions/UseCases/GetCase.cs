using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions.Statements;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Reasons;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Shows a case: what was decided in it, what runs, and until when.</summary>
internal sealed class GetCase(Database database, RulebookCatalogue catalogue, IOptions<AppealOptions> options)
{
    private static readonly TransactionOptions OneState = TransactionOptions.Default with
    {
        Isolation = System.Data.IsolationLevel.RepeatableRead,
        Idempotent = true,
    };

    public async Task<GetCaseResponse> HandleAsync(GetCaseRequest request, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        var caseId = fields.Id("case_id", request.CaseId);
        fields.ThrowIfAny();

        var partition = Partitions.Of(shop.Platform, shop.ShopId);
        return await database.InTransactionAsync(
            (connection, _, token) => ReadAsync(connection, partition, shop, caseId, token), cancellation, OneState);
    }

    private async Task<GetCaseResponse> ReadAsync(
        NpgsqlConnection connection, int partition, ShopKey shop, string caseId, CancellationToken cancellation)
    {
        var response = await CaseStore.FindAsync(connection, partition, shop, caseId, cancellation)
            ?? throw Refusal.NotFound(
                "case", $"shops/{shop.Platform}/{shop.ShopId}/cases/{caseId}",
                $"Shop {shop} has no case {caseId}; ./cs case list names its cases.");
        var standings = await StandingStore.LoadAsync(connection, partition, shop, cancellation);
        if (standings.TryGetValue(new StandingKey(shop, response.Case.MetricId), out var standing))
        {
            response.Standing = ToProto.Standing(response.Case.MetricId, standing);
        }

        var revoked = response.Decisions.Select(decision => decision.Correction?.Revokes).ToHashSet();
        var terms = new AppealTerms(options.Value.DaysToFile);
        foreach (var decision in response.Decisions.Where(d => d.Kind != DecisionKind.Revoked && !revoked.Contains(d.DecisionId)))
        {
            response.Deadlines.AddRange(Deadlines(decision, terms));
        }

        return response;
    }

    private static IEnumerable<CaseDeadline> Deadlines(Decision decision, AppealTerms terms)
    {
        if (decision.EffectiveUntil.Length > 0)
        {
            yield return new CaseDeadline
            {
                DecisionId = decision.DecisionId,
                EndsBefore = decision.EffectiveUntil,
                Kind = decision.Kind == DecisionKind.StudyAssigned ? CaseDeadlineKind.Exam : CaseDeadlineKind.Restriction,
            };
        }

        if (Stated.IsBurden(decision.Kind) && terms.EndsBefore(FromProto.Day(decision.EffectiveFrom)) is { } late)
        {
            yield return new CaseDeadline
            {
                DecisionId = decision.DecisionId, EndsBefore = $"{late:R}", Kind = CaseDeadlineKind.Appeal,
            };
        }
    }
}
