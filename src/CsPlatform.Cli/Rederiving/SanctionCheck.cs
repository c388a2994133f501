using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Verbs;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Rederiving;

/// <summary>Derives every sanction over 小红书's 3-minute reply rate again and holds it against what sanctions decided.</summary>
internal sealed class SanctionCheck(Services services)
{
    public const string Platform = "xiaohongshu";
    public const string Metric = "xhs.reply_rate_3min";

    /// <summary>What differs, shop by shop.</summary>
    /// <param name="figures">The figures to derive from.</param>
    /// <param name="until">The day that the clock has reached.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<SanctionReport> RunAsync(FigureTable figures, DateOnly until, CancellationToken cancellation)
    {
        var request = new ListDecisionsRequest { Platform = Platform, MetricId = Metric };
        var (decisions, poison) = await SanctionsVerb.AllAsync(services, request, cancellation).ConfigureAwait(false);
        var byShop = decisions.ToLookup(decision => decision.Shop.ShopId);
        var report = new SanctionReport { Poison = poison };
        foreach (var shop in figures.Shops.Union(byShop.Select(taken => taken.Key)).Order(StringComparer.Ordinal))
        {
            if (figures.Corrected.Contains(shop) || byShop[shop].Any(decision => decision.Correction is not null))
            {
                report.Corrected.Add(shop);
                continue;
            }

            // That an exam was passed is a fact from outside; whether it counts is derived.
            var passes = byShop[shop].Where(decision => decision.Kind == DecisionKind.ExamPassed)
                .Select(decision => DateOnly.ParseExact(decision.EffectiveFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToHashSet();
            var derived = figures.Shops.Contains(shop) ? ReplyRateCourse.Walk(figures.Of(shop), passes, until) : [];
            report.Compare(shop, derived, [.. byShop[shop].OrderBy(decision => decision.ShopSequence).Select(Of)]);
        }

        return report;
    }

    private static RederivedDecision Of(Decision decision) =>
        new(Wording.Word(decision.Kind), decision.EffectiveFrom, decision.EffectiveUntil, decision.QuotaMonth);
}
