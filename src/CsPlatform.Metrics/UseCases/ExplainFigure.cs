using CsPlatform.Metrics.Explaining;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace CsPlatform.Metrics.UseCases;

/// <summary>One figure opened down to its messages.</summary>
internal sealed class ExplainFigure(FigureSelection selection, FigureExplainer explainer, ReplyRules rules, IOptions<ReadingOptions> options)
{
    internal async Task HandleAsync(
        ExplainFigureRequest request, IServerStreamWriter<ExplainFigureResponse> responses, CancellationToken cancellation)
    {
        var explained = await explainer.ExplainAsync(selection.Check(request.Figure), cancellation);
        foreach (var part in new ExplanationParts(explained, options.Value, rules.Skews).All())
        {
            await responses.WriteAsync(part, cancellation);
        }
    }
}
