using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Cli.Verbs;

/// <summary>How a verb names one figure: PLATFORM SHOP METRIC and the options that choose among its periods and revisions.</summary>
internal sealed class FigureOptions
{
    private readonly Argument<string> platform = new("PLATFORM") { Description = "The platform, such as xiaohongshu." };
    private readonly Argument<string> shop = new("SHOP") { Description = "The shop's id." };
    private readonly Argument<string> metric = new("METRIC") { Description = "The metric, such as xhs.reply_rate_3min." };
    private readonly Option<string> kind = new("--kind")
    {
        Description = $"Kind of the period: {Wording.Words<PeriodKind>()} [default: that of the metric's own window].", HelpName = "KIND",
    };

    private readonly Option<string> validAt =
        Ask.Day("--valid-at", "Day of evaluation; the last period evaluated on it or before is meant.", required: false);

    private readonly Option<DateTimeOffset?> knownAt = Ask.KnownAt();

    public FigureOptions() => kind.AcceptOnlyFromAmong(Wording.Words<PeriodKind>().Split(", "));

    /// <summary>What the verb takes.</summary>
    public IEnumerable<Symbol> Symbols => [platform, shop, metric, kind, validAt, knownAt];

    /// <summary>Which figure a command line means.</summary>
    public FigureSelector Read(ParseResult parse) => new()
    {
        Shop = new ShopKey { Platform = parse.GetRequiredValue(platform), ShopId = parse.GetRequiredValue(shop) },
        MetricId = parse.GetRequiredValue(metric),
        PeriodKind = parse.GetValue(kind) is { } word ? Wording.FromWord<PeriodKind>(word)!.Value : PeriodKind.Unspecified,
        ValidAt = parse.GetValue(validAt) ?? "",
        KnownAt = Ask.Instant(parse.GetValue(knownAt)),
    };
}
