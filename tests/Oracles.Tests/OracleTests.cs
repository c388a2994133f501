using System.Globalization;
using CsPlatform.TestSupport;
using Oracles.Tests.Engines;
using Oracles.Tests.Histories;

namespace Oracles.Tests;

/// <summary>
/// The domain, SQL on PostgreSQL and SQL on DuckDB agree to the unit on every history, per unit and so per shop and day. Where they
/// do not, the history is cut down to the fewest events on which they still differ, and printed.
/// </summary>
public sealed class OracleTests(Oracles oracles) : IClassFixture<Oracles>
{
    [Fact]
    public async Task The_three_engines_agree_on_every_metric_of_every_history()
    {
        var compared = new HashSet<int>();
        var answers = 0;
        var faults = new List<(OracleMetric Metric, int History)>();
        foreach (var metric in OracleMetric.All)
        {
            var found = await oracles.JudgeAsync(metric);
            var differing = Differing(found);
            if (differing.Count > 0)
            {
                faults.Add((metric, SmallestOf(differing)));
            }

            compared.UnionWith(found[0].Select(unit => unit.History));
            answers += found[0].Count;
            Assert.True(found[0].Count > Oracles.Histories / 2, $"{metric.Name} counts next to nothing: it proves nothing.");
            Assert.True(found[0].DistinctBy(unit => (unit.Hits, unit.Units)).Count() > 1, $"{metric.Name} is always the same.");
        }

        var minimal = new List<string>();
        foreach (var (metric, history) in faults)
        {
            minimal.Add(await DisagreementOnAsync(metric, oracles.Deliveries[history]));
        }

        Assert.True(minimal.Count == 0, string.Join(Environment.NewLine, minimal));
        Assert.True(compared.Count >= 1_000, $"Only {compared.Count} histories count anything.");
        TestSummary.Write("oracle histories", string.Create(
            CultureInfo.InvariantCulture,
            $"{compared.Count:N0} judged alike by C#, PostgreSQL and DuckDB ({OracleMetric.All.Count} metrics, {answers:N0} units)"));
    }

    private static HashSet<int> Differing(IReadOnlySet<UnitResult>[] found)
    {
        var first = found[0];
        return [.. found.Skip(1).SelectMany(other =>
            first.Except(other).Concat(other.Except(first))).Select(unit => unit.History)];
    }

    private int SmallestOf(IEnumerable<int> histories) => histories.MinBy(history => oracles.Deliveries[history].Count);

    // Takes out event after event as long as the engines still differ.
    private async Task<string> DisagreementOnAsync(OracleMetric metric, IReadOnlyList<Fact> facts)
    {
        var kept = facts.DistinctBy(fact => fact.Id).ToList();
        if (!await DifferAsync(metric, kept))
        {
            kept = [.. facts];
        }

        for (var smaller = true; smaller;)
        {
            smaller = false;
            for (var i = kept.Count - 1; i >= 0; i--)
            {
                var without = kept.Where((_, index) => index != i).ToList();
                if (without.Count > 0 && await DifferAsync(metric, without))
                {
                    (kept, smaller) = (without, true);
                }
            }
        }

        await oracles.LoadAsync(kept);
        var found = await oracles.JudgeAsync(metric);
        return string.Join(Environment.NewLine, [
            $"{metric.Name}:",
            .. kept.OrderBy(fact => fact.At).ThenBy(fact => fact.Id, StringComparer.Ordinal).Select(fact => $"  {fact}"),
            .. oracles.Engines.Zip(found, (engine, units) =>
                $"  {engine.Name} says {(units.Count == 0 ? "nothing counts" : string.Join("; ", units.Order(ByUnit)))}"),
        ]);
    }

    private static Comparer<UnitResult> ByUnit { get; } = Comparer<UnitResult>.Create((left, right) =>
        (left.Day, string.CompareOrdinal(left.Unit, right.Unit)).CompareTo((right.Day, 0)));

    private async Task<bool> DifferAsync(OracleMetric metric, IReadOnlyList<Fact> facts)
    {
        await oracles.LoadAsync(facts);
        return Differing(await oracles.JudgeAsync(metric)).Count > 0;
    }
}
