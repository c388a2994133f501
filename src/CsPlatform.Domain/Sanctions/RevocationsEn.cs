using System.Diagnostics;
using CsPlatform.Domain.Sanctions.Dockets;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Says in English why an earlier decision does not stand any more.</summary>
internal static class RevocationsEn
{
    internal static string Of(DecisionRevoked revoked)
    {
        var ground = revoked.Ground;
        var found = ground.Cause switch
        {
            CorrectionCause.FigureRevised => "the figure was revised",
            CorrectionCause.AppealUpheld => "an appeal was upheld",
            CorrectionCause.IncidentDismissed => "the incident is no longer upheld",
            CorrectionCause.Exempted => "an exemption covers the period",
            CorrectionCause.DayReversed => "the sanctions of that day were taken back together",
            CorrectionCause.ExamReportedLate => "the exam was passed in time and reported later",
            _ => throw new UnreachableException($"No words for {ground.Cause}."),
        };
        var figure = ground.Figure is { } now
            ? $" ({now.Rate.Numerator}/{now.Rate.Denominator} from {now.Period.Start:R} to {now.Period.End.PlusDays(-1):R}, revision {now.Revision})"
            : "";
        return $"[Revoked] {ground.Rule.NameEn}: {found}{figure}. Heard again, decision {revoked.DecisionId} does not stand; "
            + $"it is without effect from the beginning ({ground.TraceId}).";
    }
}
