using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime;

namespace Oracles.Tests;

/// <summary>A metric that all engines judge: to the domain it is a shipped rule, to the others the SQL of the same name.</summary>
/// <param name="Name">The name, which is that of its SQL.</param>
/// <param name="Formula">The rule that the domain computes.</param>
public sealed record OracleMetric(string Name, ReplyFormula Formula)
{
    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();

    private static readonly OracleMetric XiaohongshuAny =
        new("xhs_reply_3min_any", Shipped("xiaohongshu", "xhs.reply_rate_3min", new LocalDate(2025, 1, 1)));

    public static IReadOnlyList<OracleMetric> All { get; } =
    [
        XiaohongshuAny,
        new("xhs_reply_3min_first", (ReplyRateFormula)XiaohongshuAny.Formula with { Late = LateRule.First }),
    ];

    public override string ToString() => Name;

    private static ReplyFormula Shipped(string platform, string metricId, LocalDate day) =>
        (ReplyFormula)Catalogue.Find(platform, day)!.FindMetric(metricId)!.Formula;
}
