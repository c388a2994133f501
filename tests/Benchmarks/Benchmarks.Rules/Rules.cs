using CsPlatform.Domain.Metrics.Tallies;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Rulebooks;
using NodaTime;

namespace Benchmarks.Rules;

/// <summary>The rules that are measured, as they ship: the three-minute reply rate from 09:00 to 23:00 and its ladder.</summary>
internal static class Rules
{
    private const string MetricId = "xhs.reply_rate_3min";

    private static readonly Rulebook Rulebook =
        RulebookCatalogue.LoadEmbedded().Find("xiaohongshu", new LocalDate(2024, 5, 20))!;

    internal static readonly ReplyTerms Terms = ReplyTerms.Of((ReplyFormula)Rulebook.FindMetric(MetricId)!.Formula)!.Value;

    internal static readonly LadderInForce Ladder = LadderInForce.Find(Rulebook, MetricId)!;
}
