using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Explaining;
using CsPlatform.Metrics.Exporting;
using CsPlatform.Metrics.V1;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;

namespace CsPlatform.Metrics.UseCases;

/// <summary>One figure as a file from which it can be found again.</summary>
internal sealed class ExportFigure(FigureSelection selection, FigureExplainer explainer, FigureFile file)
{
    private const int PieceBytes = 256 * 1024;

    internal async Task HandleAsync(
        ExportFigureRequest request, IServerStreamWriter<ExportFigureResponse> responses, CancellationToken cancellation)
    {
        var explained = await explainer.ExplainAsync(selection.Check(request.Figure), cancellation);
        if (explained.Metric.Formula is CountedFormula)
        {
            throw Refusal.FailedPrecondition(
                "NOT_OVER_CONSULTATIONS",
                explained.Metric.Id,
                $"{explained.Metric.Id} is counted from other facts than consultations, which have no form in a file; it can be explained.");
        }

        foreach (var piece in file.Write(explained).Chunk(PieceBytes))
        {
            await responses.WriteAsync(new ExportFigureResponse { Piece = UnsafeByteOperations.UnsafeWrap(piece) }, cancellation);
        }
    }
}
