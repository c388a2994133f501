using System.Diagnostics;
using CsPlatform.Domain.Sanctions.Dockets;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Says in Chinese why an earlier decision does not stand any more.</summary>
internal static class RevocationsZh
{
    internal static string Of(DecisionRevoked revoked)
    {
        var ground = revoked.Ground;
        var found = ground.Cause switch
        {
            CorrectionCause.FigureRevised => "数据经更正",
            CorrectionCause.AppealUpheld => "申诉成立",
            CorrectionCause.IncidentDismissed => "违规认定已撤销",
            CorrectionCause.Exempted => "该期间予以豁免",
            CorrectionCause.DayReversed => "当日处罚统一撤回",
            CorrectionCause.ExamReportedLate => "考试在期限内通过,结果补报",
            _ => throw new UnreachableException($"No words for {ground.Cause}."),
        };
        var figure = ground.Figure is { } now
            ? $"({now.Period.Start:R}至{now.Period.End.PlusDays(-1):R}为{now.Rate.Numerator}/{now.Rate.Denominator},第{now.Revision}版)"
            : "";
        return $"【撤销】{ground.Rule.NameZh}:{found}{figure},重新审理后决定{revoked.DecisionId}不再成立,自始无效({ground.TraceId})。";
    }
}
