using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime;

namespace Oracles.Tests;

/// <summary>
/// A metric that all engines judge: to the domain it is a shipped rule, to the others the SQL of the same name, which was written from
/// the handbook's words.
/// </summary>
/// <param name="Name">The name, which is that of its SQL.</param>
/// <param name="Formula">The rule that the domain computes.</param>
public sealed record OracleMetric(string Name, ReplyFormula Formula)
{
    private static readonly LocalDate Now = new(2025, 2, 26);

    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();

    public static IReadOnlyList<OracleMetric> All { get; } =
    [
        Shipped("xiaohongshu", "xhs.reply_rate_3min", Now),
        FirstOnly(Shipped("xiaohongshu", "xhs.reply_rate_3min", Now)),
        Shipped("pinduoduo", "pdd.reply_rate_5min", Now),
        Shipped("pinduoduo", "pdd.mean_human_reply", Now),
        Shipped("taobao-tejia", "tbt.reply_rate_3min", Now),
        Shipped("taobao-tmall", "tmall.human_reply_rate_3min", new LocalDate(2021, 6, 1)),
        Shipped("douyin", "dy.human_reply_rate_3min", Now),
        Shipped("douyin", "dy.first_reply_rate_2min", Now),
        Shipped("jd", "jd.first_reply_30s", Now),
        Shipped("kuaishou", "ks.reply_rate_3min", Now),
    ];

    public override string ToString() => Name;

    private static OracleMetric Shipped(string platform, string metricId, LocalDate day) =>
        new(metricId, (ReplyFormula)Catalogue.Find(platform, day)!.FindMetric(metricId)!.Formula);

    private static OracleMetric FirstOnly(OracleMetric metric) =>
        new($"{metric.Name}.first", (ReplyRateFormula)metric.Formula with { Late = LateRule.First });
}
