using CsPlatform.Metrics.UseCases;
using CsPlatform.Metrics.V1;
using Grpc.Core;

namespace CsPlatform.Metrics;

/// <summary>The table of contents of this service.</summary>
internal sealed class MetricsEndpoint(
    CloseDays closeDays, ListFigures listFigures, GetFigure getFigure, ExplainFigure explainFigure, ExportFigure exportFigure,
    CompareDefinitions compareDefinitions, FollowFigures followFigures, GetHeads getHeads, ListScores listScores,
    SealFigures sealFigures)
    : MetricsService.MetricsServiceBase
{
    public override Task CloseDays(
        CloseDaysRequest request, IServerStreamWriter<CloseDaysResponse> responseStream, ServerCallContext context)
        => closeDays.HandleAsync(request, responseStream, context.CancellationToken);

    public override Task<ListFiguresResponse> ListFigures(ListFiguresRequest request, ServerCallContext context)
        => listFigures.HandleAsync(request, context.CancellationToken);

    public override Task<GetFigureResponse> GetFigure(GetFigureRequest request, ServerCallContext context)
        => getFigure.HandleAsync(request, context.CancellationToken);

    public override Task ExplainFigure(
        ExplainFigureRequest request, IServerStreamWriter<ExplainFigureResponse> responseStream, ServerCallContext context)
        => explainFigure.HandleAsync(request, responseStream, context.CancellationToken);

    public override Task ExportFigure(
        ExportFigureRequest request, IServerStreamWriter<ExportFigureResponse> responseStream, ServerCallContext context)
        => exportFigure.HandleAsync(request, responseStream, context.CancellationToken);

    public override Task<CompareDefinitionsResponse> CompareDefinitions(CompareDefinitionsRequest request, ServerCallContext context)
        => compareDefinitions.HandleAsync(request, context.CancellationToken);

    public override Task<ListScoresResponse> ListScores(ListScoresRequest request, ServerCallContext context)
        => listScores.HandleAsync(request, context.CancellationToken);

    public override Task FollowFigures(
        FollowFiguresRequest request, IServerStreamWriter<FollowFiguresResponse> responseStream, ServerCallContext context)
        => followFigures.HandleAsync(request, responseStream, context.CancellationToken);

    public override Task<GetHeadsResponse> GetHeads(GetHeadsRequest request, ServerCallContext context)
        => getHeads.HandleAsync(context.CancellationToken);

    public override Task<SealFiguresResponse> SealFigures(SealFiguresRequest request, ServerCallContext context)
        => sealFigures.HandleAsync(request, context.CancellationToken);
}
