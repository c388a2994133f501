using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using Npgsql;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>Finds the entry of a docket that a decision rests on.</summary>
internal sealed class AppealedGround(RulebookCatalogue catalogue)
{
    /// <summary>
    /// The figure or incident behind the decision; behind what follows from a case, the one that opened it. Null when it is older than the
    /// docket.
    /// </summary>
    public async Task<DocketEntry?> FindAsync(NpgsqlTransaction transaction, int partition, Decision decision, CancellationToken cancellation)
    {
        var key = new StandingKey(FromProto.Shop(decision.Shop), decision.MetricId);
        var entries = await DocketStore.LoadAsync(transaction, partition, key, catalogue, cancellation);
        var opening = decision.Figure is null && decision.CaseId.Length > 0
            ? (await CaseStore.FindAsync(transaction.Connection!, partition, key.Shop, decision.CaseId, cancellation))?.Decisions[0]
            : decision;
        return entries.LastOrDefault(entry => entry switch
        {
            FigureEntry figure => opening?.Figure is { } judged && figure.Figure.EvaluatedOn == FromProto.Day(judged.EvaluatedOn),
            IncidentEntry incident => decision.CaseId.Length > 0
                ? decision.CaseId == SanctionDecision.CaseIdOf(key.MetricId, incident.Incident.UpheldOn, incident.Incident.Id)
                : decision.DecisionId.EndsWith($":{incident.Incident.Id}", StringComparison.Ordinal),
            _ => false,
        });
    }
}
