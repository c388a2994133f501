using CsPlatform.Cli.Output;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Views;

/// <summary>Appeals as JSON and as a table.</summary>
internal static class AppealView
{
    public static object Of(Appeal appeal) => new
    {
        appeal.Shop.Platform,
        Shop = appeal.Shop.ShopId,
        appeal.AppealId,
        appeal.DecisionId,
        State = Wording.Word(appeal.State),
        appeal.FiledBy,
        FiledAt = Wording.At(appeal.FiledAt),
        appeal.Text,
        Exclusions = appeal.Exclusions.Select(Of),
        Log = appeal.Log is { } log
            ? new
            {
                log.Matched,
                SkewMs = log.HasSkewMs ? log.SkewMs : (long?)null,
                SmallestMs = log.HasSmallestMs ? log.SmallestMs : (long?)null,
                LargestMs = log.HasLargestMs ? log.LargestMs : (long?)null,
                OnlyTheirs = log.OnlyTheirs.Select(Of),
                OnlyOurs = log.OnlyOurs.Select(Of),
            }
            : null,
        DecideBefore = Wording.OrNull(appeal.DecideBefore),
        ClosedBy = Wording.OrNull(appeal.ClosedBy),
        ClosedAt = Wording.At(appeal.ClosedAt),
        Reason = Wording.OrNull(appeal.Reason),
        Accepted = appeal.Accepted.Select(Of),
        appeal.FactsSent,
        appeal.FactsRefused,
    };

    public static object Of(GetAppealResponse answer) => new
    {
        Appeal = Of(answer.Appeal),
        Acts = answer.Acts.Select(act => new { act.Kind, act.Actor, At = Wording.At(act.At) }),
    };

    public static Table Table(IEnumerable<Appeal> appeals)
    {
        var table = new Table().AddColumns("shop", "appeal", "decision", "state", "filed", "closed", "log", "exclusions");
        foreach (var appeal in appeals)
        {
            var log = appeal.Log is { } compared
                ? $"{compared.Matched} alike, {compared.OnlyTheirs.Count} only theirs, {compared.OnlyOurs.Count} only ours"
                    + (compared.HasSkewMs ? $", clock {compared.SkewMs:+0;-0;0} ms" : "")
                : "-";
            table.AddRow(
                Markup.Escape(appeal.Shop.ShopId),
                Markup.Escape(appeal.AppealId),
                Markup.Escape(appeal.DecisionId),
                Wording.Word(appeal.State),
                Markup.Escape($"{Wording.At(appeal.FiledAt)} {appeal.FiledBy}"),
                appeal.ClosedBy.Length == 0 ? "-" : Markup.Escape($"{Wording.At(appeal.ClosedAt)} {appeal.ClosedBy}: {appeal.Reason}"),
                log,
                $"{appeal.Exclusions.Count} asked, {appeal.Accepted.Count} accepted, {appeal.FactsSent} sent, {appeal.FactsRefused.Count} refused");
        }

        return table;
    }

    private static object Of(AppealedExclusion exclusion) => new { exclusion.ConsultationId, Reason = Wording.Word(exclusion.Reason) };

    private static object Of(AppealLogMessage message) => new { message.ConsultationId, message.ByBuyer, SentAt = ExactTime.Of(message.SentAt) };
}
