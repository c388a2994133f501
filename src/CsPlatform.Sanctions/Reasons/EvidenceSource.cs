using CsPlatform.Domain.Sanctions.Statements;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Sanctions.Reasons;

/// <summary>Opens the figure behind a decision at metrics, in the very revision that was judged.</summary>
internal sealed class EvidenceSource(MetricsService.MetricsServiceClient metrics)
{
    // A statement is read by people and travels in one message; `cs explain figure` tells all units of the largest figure.
    private const int MostUnits = 1_000;
    private const int MostTurns = 5_000;

    /// <summary>The units on that side; closed where metrics cannot open the revision any more.</summary>
    /// <exception cref="RpcException">
    /// UNAVAILABLE: metrics does not answer. INTERNAL (EVIDENCE_DIFFERS): it has another figure under that revision.
    /// </exception>
    public async Task<Evidence> FindAsync(Decision decision, AvoidingSide side, CancellationToken cancellation)
    {
        try
        {
            var selector = new FigureSelector
            {
                Shop = decision.Shop, MetricId = decision.MetricId, ValidAt = decision.Figure.EvaluatedOn,
            };
            var known = await metrics.GetFigureAsync(new GetFigureRequest { Figure = selector }, cancellationToken: cancellation);
            var judged = known.Revisions.FirstOrDefault(revision => revision.Revision == decision.Figure.Revision);
            if (judged is null || judged.EvaluatedOn != decision.Figure.EvaluatedOn)
            {
                return Evidence.Closed;
            }

            MustBe(decision, judged);
            selector.KnownAt = judged.ClosedAt;
            return await OpenAsync(decision, selector, side, cancellation);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            return Evidence.Closed;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable)
        {
            throw Refusal.Unavailable(
                $"Metrics, which holds the evidence, does not answer ({e.Status.Detail}); try again.", TimeSpan.FromSeconds(1));
        }
    }

    private async Task<Evidence> OpenAsync(
        Decision decision, FigureSelector selector, AvoidingSide side, CancellationToken cancellation)
    {
        var (units, turns, total) = (new List<ExplainedUnit>(), 0, 0L);
        using var call = metrics.ExplainFigure(new ExplainFigureRequest { Figure = selector }, cancellationToken: cancellation);
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellation))
        {
            if (part.Explanation.Figure is { } figure)
            {
                MustBe(decision, figure);
            }

            foreach (var unit in side == AvoidingSide.More ? part.Explanation.Misses : part.Explanation.Hits)
            {
                total++;
                if (units.Count < MostUnits && (units.Count == 0 || turns + unit.Turns.Count <= MostTurns))
                {
                    units.Add(unit);
                    turns += unit.Turns.Count;
                }
            }
        }

        return new Evidence(true, units, total);
    }

    private static void MustBe(Decision decision, Figure figure)
    {
        var judged = decision.Figure;
        if ((figure.Revision, figure.Numerator, figure.Denominator) != (judged.Revision, judged.Numerator, judged.Denominator))
        {
            throw Refusal.Internal(
                "EVIDENCE_DIFFERS",
                $"Decision {decision.DecisionId} rests on {judged.Numerator}/{judged.Denominator} of revision {judged.Revision}; metrics "
                    + $"has {figure.Numerator}/{figure.Denominator} of revision {figure.Revision}. Compare both services' feeds "
                    + "(./cs verify feed --all).");
        }
    }
}
