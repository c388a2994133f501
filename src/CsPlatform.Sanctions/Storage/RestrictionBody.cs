using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;

namespace CsPlatform.Sanctions.Storage;

/// <summary>A restriction as stored; one that does not run yet has no days.</summary>
internal sealed record RestrictionBody(
    IReadOnlyList<RestrictionKind> Kinds, int? Days, bool? UntilRecovery, bool? UntilMerchantActs, string? From, string? Until)
{
    private static readonly RestrictionKind PublicTraffic =
        new(RestrictionKind.PublicTraffic, "限制店铺所有公域流量", "all public-domain traffic is limited");

    public static RestrictionBody ToRow(RestrictionAction rule) => new(
        rule.Kinds,
        (rule.Length as FixedLength)?.Days,
        (rule.Length as OpenLength)?.UntilRecovery,
        (rule.Length as OpenLength)?.UntilMerchantActs,
        null,
        null);

    public static RestrictionBody ToRow(RunningRestriction running) => ToRow(running.Rule) with
    {
        From = StandingBody.Text(running.From),
        Until = StandingBody.Text(running.Until),
    };

    /// <summary>The traffic limit, which was the only restriction when bodies named none.</summary>
    public static RestrictionBody OfOld(string from, string until)
    {
        var days = NodaTime.Period.DaysBetween(StandingBody.Day(from)!.Value, StandingBody.Day(until)!.Value);
        return new RestrictionBody([PublicTraffic], days, null, null, from, until);
    }

    /// <summary>The traffic limit that followed a failed exam when bodies gave only its days.</summary>
    public static RestrictionBody OfOld(int days) => new([PublicTraffic], days, null, null, null, null);

    public RestrictionAction Rule() => new(
        Kinds, UntilRecovery is { } recovery ? new OpenLength(recovery, UntilMerchantActs ?? false) : new FixedLength(Days));

    public RunningRestriction FromRow() => new(Rule(), StandingBody.Day(From)!.Value, StandingBody.Day(Until));
}
