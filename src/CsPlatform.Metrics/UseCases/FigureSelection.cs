using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;
using Duration = NodaTime.Duration;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Finds the one figure that a request means, or says why there is none.</summary>
internal sealed class FigureSelection(RulebookCatalogue catalogue, IOptions<MetricsOptions> options, TimeProvider time)
{
    private const int LongestShopId = 128;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT, or FAILED_PRECONDITION with NO_RULEBOOK or BEYOND_RETENTION.</exception>
    public FigureChoice Check(FigureSelector? selector)
    {
        var faults = new FieldFaults();
        if (faults.AddIf(selector is null, "figure", "Missing: send which figure is meant."))
        {
            faults.ThrowIfAny();
        }

        var (platform, shop) = (selector!.Shop?.Platform ?? "", selector.Shop?.ShopId ?? "");
        Rules.Platform(catalogue, platform, faults, "figure.shop.platform");
        TextRules.Key(faults, "figure.shop.shop_id", shop, LongestShopId);
        Rules.Metric(catalogue, platform, selector.MetricId, faults, "figure.metric_id");
        EnumRules.Known(faults, "figure.period_kind", selector.PeriodKind);
        var day = selector.ValidAt.Length == 0 ? LocalDate.FromDateOnly(DateOnly.MaxValue) : DayText.Day(selector.ValidAt);
        faults.AddIf(day is null, "figure.valid_at", $"\"{selector.ValidAt}\" is no date; send YYYY-MM-DD or leave it empty.");
        var knownAt = KnownAt(selector.KnownAt, "figure.known_at", faults);
        faults.ThrowIfAny();
        var validAt = day!.Value;
        if (catalogue.Versions(platform)[0] is var first && validAt < first.Version)
        {
            throw Refusal.FailedPrecondition(
                "NO_RULEBOOK", $"{platform}/{validAt:R}", $"{platform} has no rulebook before {first.Version:R}; ask for that day or a later one.");
        }

        WithinRetention(knownAt, $"{platform}/{shop}");
        return new FigureChoice(new ShopKey(platform, shop), selector.MetricId, Kind(platform, selector, validAt), validAt, knownAt);
    }

    /// <summary>The instant that is meant; now when none is given.</summary>
    public Instant KnownAt(Timestamp? given, string field, FieldFaults faults)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (given is null)
        {
            return now;
        }

        // What lies outside of what a timestamp may hold cannot be made an instant of.
        var isOne = given.Seconds is >= -62_135_596_800 and <= 253_402_300_799 && given.Nanos is >= 0 and <= 999_999_999;
        faults.AddIf(!isOne, field, "is no instant of the years 1 to 9999; leave it away for now.");
        return isOne ? FromProto.Instant(given) : now;
    }

    /// <exception cref="Grpc.Core.RpcException">FAILED_PRECONDITION with BEYOND_RETENTION.</exception>
    public void WithinRetention(Instant knownAt, string subject)
    {
        var kept = options.Value.RevisionRetention;
        var earliest = Instant.FromDateTimeOffset(time.GetUtcNow()) - Duration.FromTimeSpan(kept);
        if (knownAt < earliest)
        {
            throw Refusal.FailedPrecondition(
                "BEYOND_RETENTION", subject, $"Revisions are kept for {kept.Days} days; ask for what was known at {earliest} or later.");
        }
    }

    /// <summary>The figure that is meant, with the revisions of it that were known.</summary>
    /// <exception cref="Grpc.Core.RpcException">NOT_FOUND: the shop is unknown, or nothing was closed by then.</exception>
    public static async Task<FoundFigure> FindAsync(
        NpgsqlConnection connection, FigureChoice choice, CancellationToken cancellation)
    {
        var of = (choice.Shop, choice.MetricId, choice.Kind);
        var revisions = await RevisionStore.LoadAsync(connection, of, choice.ValidAt, choice.KnownAt, cancellation);
        if (revisions.Count > 0)
        {
            var known = revisions.Where(revision => revision.ClosedAt <= choice.KnownAt).ToList();
            return new FoundFigure(known, known.Count == revisions.Count);
        }

        await MustBeKnownAsync(connection, choice.Shop, cancellation);
        throw Refusal.NotFound(
            "NO_FIGURE",
            $"{choice.Shop}/{choice.MetricId}",
            $"No figure of {choice.MetricId} of {choice.Shop} was closed for that period by then, which is not 0 %: close its days, or ask "
                + "for another day, kind of period or instant.");
    }

    /// <exception cref="Grpc.Core.RpcException">NOT_FOUND with UNKNOWN_SHOP.</exception>
    public static async Task<bool> MustBeKnownAsync(NpgsqlConnection connection, ShopKey shop, CancellationToken cancellation)
    {
        if (!await KnownShops.HasAsync(connection, shop, cancellation))
        {
            throw Refusal.NotFound(
                "UNKNOWN_SHOP", shop.ToString(), $"No event of shop {shop} was ever counted; check the id, or whether its events were accepted.");
        }

        return true;
    }

    // The kind that the metric's own window has by the rulebook of the day before the evaluation; of an open end, by the last one.
    private FigurePeriodKind Kind(string platform, FigureSelector selector, LocalDate validAt)
    {
        if (selector.PeriodKind != PeriodKind.Unspecified)
        {
            return (FigurePeriodKind)(int)selector.PeriodKind;
        }

        var versions = catalogue.Versions(platform).Where(version => version.FindMetric(selector.MetricId) is not null).ToList();
        var version = versions.LastOrDefault(version => version.Version < validAt) ?? versions[0];
        var day = version.Version.PlusDays(1);
        return FigurePeriods.Longest(version.FindMetric(selector.MetricId)!.Window, day).Kind;
    }
}
