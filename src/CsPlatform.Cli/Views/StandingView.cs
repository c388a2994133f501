using CsPlatform.Cli.Output;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Views;

/// <summary>A shop's standing in one metric, as JSON.</summary>
public sealed record StandingView(
    string Metric, string State, string? CaseId, string? Until, string? CycleStart, IReadOnlyList<StandingView.Quota> Quotas)
{
    public static StandingView Of(MetricStanding standing) => new(
        standing.MetricId,
        Wording.Word(standing.State),
        Wording.OrNull(standing.CaseId),
        Wording.OrNull(standing.Until),
        Wording.OrNull(standing.CycleStart),
        [.. standing.Quotas.Select(quota => new Quota(quota.Month, quota.Used))]);

    /// <summary>Penalties counted in a month.</summary>
    public sealed record Quota(string Month, int Used);
}
