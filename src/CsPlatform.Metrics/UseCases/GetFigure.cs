using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence.Transactions;

namespace CsPlatform.Metrics.UseCases;

/// <summary>One figure as it was known, with all its revisions until then.</summary>
internal sealed class GetFigure(FigureSelection selection, Database database)
{
    internal async Task<GetFigureResponse> HandleAsync(GetFigureRequest request, CancellationToken cancellation)
    {
        var choice = selection.Check(request.Figure);
        var found = await database.ReadAsync(
            (connection, token) => FigureSelection.FindAsync(connection, choice, token), cancellation);
        var figures = found.Known.Select(ToProto.Figure).ToList();
        return new GetFigureResponse { Figure = figures[^1], Revisions = { figures } };
    }
}
