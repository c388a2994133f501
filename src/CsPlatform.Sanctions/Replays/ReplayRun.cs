using System.Security.Cryptography;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.V1;
using Google.Protobuf;
using NodaTime;
using ShopKey = CsPlatform.Domain.Primitives.ShopKey;

namespace CsPlatform.Sanctions.Replays;

/// <summary>Plays every ladder of a draft beside those in force, shop after shop, and writes the report.</summary>
internal sealed class ReplayRun(PublishedFigures published, RulebookCatalogue catalogue, Draft draft, (LocalDate From, LocalDate Until) span)
{
    private const int MostShops = 20;
    private readonly List<ShopReplay> affected = [];

    /// <summary>Told after each shop, with the figures played so far.</summary>
    public Func<string, long, Task> OnProgress { get; set; } = (_, _) => Task.CompletedTask;

    private long figures;

    /// <summary>The report.</summary>
    public async Task<ReplayReport> RunAsync(CancellationToken cancellation)
    {
        var report = new ReplayReport
        {
            Platform = draft.Rulebook.Platform,
            DraftVersion = $"{draft.Rulebook.Version:R}",
            DraftHash = draft.Rulebook.Hash,
            From = $"{span.From:R}",
            Until = $"{span.Until:R}",
            LiveVersions = { draft.Live.Select(rulebook => $"{rulebook.Version:R}") },
            Assumptions =
            {
                "Both sides begin with a clean standing on the first day; what ran before is left out of both.",
                "Figures are taken in their last revision, and nobody passes an exam.",
                "Nothing is exempted, held back or appealed on either side.",
            },
        };
        foreach (var (subjectId, any) in draft.Subjects)
        {
            report.Ladders.Add(await PlayAsync(subjectId, any, cancellation));
        }

        report.MostAffected.AddRange(affected
            .OrderByDescending(shop => Math.Abs(shop.Draft.RestrictedDays - shop.Live.RestrictedDays))
            .ThenByDescending(shop => Math.Abs(shop.Draft.FinesFen - shop.Live.FinesFen))
            .ThenByDescending(shop => Math.Abs(shop.Draft.Decisions - shop.Live.Decisions))
            .ThenBy(shop => shop.ShopId, StringComparer.Ordinal)
            .ThenBy(shop => shop.LadderId, StringComparer.Ordinal)
            .Take(MostShops));
        report.ReportHash = Convert.ToHexStringLower(SHA256.HashData(report.ToByteArray()));
        return report;
    }

    private async Task<LadderReplay> PlayAsync(string subjectId, LadderInForce any, CancellationToken cancellation)
    {
        var subject = any.Ladder.Subject;
        var ladder = new LadderReplay
        {
            LadderId = any.Ladder.Id,
            SubjectId = subjectId,
            NameZh = any.NameZh,
            NameEn = any.NameEn,
            Status = ReplayStatus.Replayed,
            Live = new ReplayTotals(),
            Draft = new ReplayTotals(),
        };
        if (subject is not (MetricSubject or ScoreSubject))
        {
            (ladder.Status, ladder.Why) = (ReplayStatus.NotReplayed, "metrics publishes no figures of its subject");
            return ladder;
        }

        // A live rulebook without a ladder over the subject needs no measure of it.
        var differing = draft.Live.Select(live => MeasuredAlike.WhyNot(catalogue.FileOf(live), draft.File, subject))
            .FirstOrDefault(why => why is not null);
        if (differing is not null)
        {
            (ladder.Status, ladder.Why) = (ReplayStatus.NeedsRecount, $"needs a recount: {differing}");
            return ladder;
        }

        await PlayShopsAsync(subject, any, ladder, cancellation);
        return ladder;
    }

    private async Task PlayShopsAsync(LadderSubject subject, LadderInForce any, LadderReplay ladder, CancellationToken cancellation)
    {
        var (live, drafted) = (default(SideTotals), default(SideTotals));
        var source = subject is MetricSubject metric
            ? published.OfMetricAsync(draft.Rulebook.Platform, (metric.MetricId, Draft.KindOf(any.Metric!.Window)), span, cancellation)
            : published.OfScoreAsync(draft.Rulebook.Platform, ((ScoreSubject)subject).ScoreId, span, cancellation);
        ShopKey? at = null;
        var ofShop = new List<AssessedFigure>();
        await foreach (var (shop, figure) in source)
        {
            if (at is { } before && before != shop)
            {
                await PlayShopAsync(before);
            }

            at = shop;
            ofShop.Add(figure);
        }

        if (at is { } last)
        {
            await PlayShopAsync(last);
        }

        (ladder.Live, ladder.Draft) = (live.ToProto(), drafted.ToProto());

        async Task PlayShopAsync(ShopKey shop)
        {
            var under = Draft.Of(draft.Rulebook, subject);
            var now = CourseTotals.Of(
                shop, ofShop.Select(figure => (draft.LiveOn(subject, figure.Period.End.PlusDays(-1)), figure)), draft.ByHash, span.Until);
            var then = CourseTotals.Of(shop, ofShop.Select(figure => (under, figure)), draft.ByHash, span.Until);
            (live, drafted) = (live + now, drafted + then);
            ladder.Shops++;
            ladder.Figures += ofShop.Count;
            figures += ofShop.Count;
            ofShop.Clear();
            Note(ladder, shop, now, then);
            await OnProgress(ladder.LadderId, figures);
        }
    }

    private void Note(LadderReplay ladder, ShopKey shop, SideTotals live, SideTotals drafted)
    {
        switch (live.IsBurden, drafted.IsBurden)
        {
            case (false, true):
                ladder.NewlyHit++;
                break;
            case (true, false):
                ladder.Freed++;
                break;
            case (true, true) when drafted.CompareTo(live) > 0:
                ladder.Harder++;
                break;
            case (true, true) when drafted.CompareTo(live) < 0:
                ladder.Milder++;
                break;
        }

        if (live != drafted)
        {
            affected.Add(new ShopReplay { ShopId = shop.ShopId, LadderId = ladder.LadderId, Live = live.ToProto(), Draft = drafted.ToProto() });
        }
    }
}
