using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.UseCases;
using CsPlatform.Persistence.Transactions;

namespace CsPlatform.Metrics.Explaining;

/// <summary>Counts the same consultations of a shop by several definitions.</summary>
internal sealed class DefinitionComparer(Database database)
{
    /// <summary>The units of each definition in the period, in the order of the definitions.</summary>
    /// <exception cref="Grpc.Core.RpcException">NOT_FOUND with UNKNOWN_SHOP.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<ExplainedUnit>>> CompareAsync(
        ShopKey shop, Period days, IReadOnlyList<(Rulebook Rulebook, MetricRule Metric)> definitions, CancellationToken cancellation)
    {
        var withBuyers = definitions.Any(one => one.Metric.Formula is ReplyFormula { Scope.CountsByConsultation: false });
        var basis = await database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await FigureSelection.MustBeKnownAsync(connection, shop, token);
                return await BasisStore.LoadAsync(transaction, shop, days, withBuyers, token);
            },
            cancellation);
        ShopHistory history = basis.History;
        return [.. definitions.Select(one => FigureUnits.Of(history, one.Metric.Id, days, _ => one.Rulebook))];
    }
}
