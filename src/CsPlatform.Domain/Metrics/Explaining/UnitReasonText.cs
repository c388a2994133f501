namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Says in a sentence why a unit of a counted metric counts as it does.</summary>
public static class UnitReasonText
{
    /// <summary>The sentence in Chinese.</summary>
    public static string Zh(UnitReason reason) => reason switch
    {
        UnitReason.Hit => "计入分子和分母",
        UnitReason.Miss => "只计入分母",
        UnitReason.Amount => "计入数值",
        UnitReason.Base => "作为基数,只计入分母",
        UnitReason.OtherKind => "不计入:不属于规则所指的类型",
        UnitReason.OutOfHours => "不计入:不在统计时段内",
        UnitReason.Unfinished => "不计入:流程尚未完成",
        UnitReason.Impossible => "不计入:时间或数值不可能成立,保留备查",
        UnitReason.Superseded => "不计入:同一对象以另一次评价为准",
        UnitReason.Unfair => "不计入:已认定为恶意或虚假",
        UnitReason.VirtualGoods => "不计入:虚拟商品",
        UnitReason.BeyondDealLimit => "不计入:同一买家当月成交次数超出上限",
        UnitReason.ReportedBuyer => "不计入:商家举报该买家成功",
        UnitReason.AppealUpheld => "不计入:商家申诉成功",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no text for this reason."),
    };

    /// <summary>The sentence in English.</summary>
    public static string En(UnitReason reason) => reason switch
    {
        UnitReason.Hit => "Counted above and below the line",
        UnitReason.Miss => "Counted below the line only",
        UnitReason.Amount => "Adds an amount",
        UnitReason.Base => "What the amounts are counted against: below the line only",
        UnitReason.OtherKind => "Left out: of another kind than the rule names",
        UnitReason.OutOfHours => "Left out: outside the hours that count",
        UnitReason.Unfinished => "Left out: a step is still missing",
        UnitReason.Impossible => "Left out: its times or numbers cannot be; it is kept and shown",
        UnitReason.Superseded => "Left out: another rating of the same subject counts",
        UnitReason.Unfair => "Left out: found malicious or fake",
        UnitReason.VirtualGoods => "Left out: virtual goods",
        UnitReason.BeyondDealLimit => "Left out: one deal too many of the same buyer in the month",
        UnitReason.ReportedBuyer => "Left out: a report against the buyer was upheld",
        UnitReason.AppealUpheld => "Left out: the shop's appeal was upheld",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no text for this reason."),
    };
}
