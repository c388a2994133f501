namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Says in a sentence why a message counts as it does.</summary>
public static class TurnReasonText
{
    /// <summary>The sentence in Chinese.</summary>
    public static string Zh(TurnReason reason) => reason switch
    {
        TurnReason.Recalled => "不计入:消息已被买家撤回",
        TurnReason.Excluded => "不计入:消息或所在咨询已被剔除",
        TurnReason.FromTheFuture => "不计入:发生时间晚于接收时间,不可能成立",
        TurnReason.LeftAsOffline => "不计入:咨询已转为离线留言,另行统计",
        TurnReason.ReportedUser => "不计入:商家举报该买家成功",
        TurnReason.OutOfHours => "不计入:不在统计时段内",
        TurnReason.BeforePeople => "不计入:当时尚未转入人工",
        TurnReason.HandedOver => "不计入:到期前已转给其他子账号",
        TurnReason.AnsweredByRobot => "不计入:本轮由不计入的机器人应答",
        TurnReason.OverMidnight => "不计入:本轮跨自然日才得到回复",
        TurnReason.FollowsUp => "不单独计:属于同一轮中较早消息的追问",
        TurnReason.NotTheFirst => "不单独计:只统计第一条消息",
        TurnReason.WentOffline => "未回复:咨询转为离线留言",
        TurnReason.HandedOverLate => "未回复:转给其他子账号时已超时",
        TurnReason.InTime => "按时回复",
        TurnReason.Late => "回复超时",
        TurnReason.AnsweredAfterClosing => "未回复:回复时咨询已被平台按未回复关闭",
        TurnReason.AnsweredByMachineOnly => "未回复:只有不计入的机器或自动消息",
        TurnReason.Unanswered => "未回复:无人回复",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no text for this reason."),
    };

    /// <summary>The sentence in English.</summary>
    public static string En(TurnReason reason) => reason switch
    {
        TurnReason.Recalled => "Left out: the buyer recalled it",
        TurnReason.Excluded => "Left out: it, or its consultation, was excluded",
        TurnReason.FromTheFuture => "Left out: it claims to have happened after it was received",
        TurnReason.LeftAsOffline => "Left out: its consultation went to offline messages, which are counted elsewhere",
        TurnReason.ReportedUser => "Left out: the shop reported its buyer with success",
        TurnReason.OutOfHours => "Left out: outside the hours that are measured",
        TurnReason.BeforePeople => "Left out: no person was in charge yet",
        TurnReason.HandedOver => "Left out: another sub-account took over before it was due",
        TurnReason.AnsweredByRobot => "Left out: its round was ended by a robot, which takes it out",
        TurnReason.OverMidnight => "Left out: its round was answered on a later natural day",
        TurnReason.FollowsUp => "Not by itself: it follows up an earlier message of the same round",
        TurnReason.NotTheFirst => "Not by itself: only the first message is measured",
        TurnReason.WentOffline => "Unanswered: its consultation went to offline messages",
        TurnReason.HandedOverLate => "Unanswered: it was overdue when another sub-account took over",
        TurnReason.InTime => "Answered in time",
        TurnReason.Late => "Answered late",
        TurnReason.AnsweredAfterClosing => "Unanswered: the answer came after the platform had closed the consultation as unanswered",
        TurnReason.AnsweredByMachineOnly => "Unanswered: only machines that do not count wrote",
        TurnReason.Unanswered => "Unanswered: nobody wrote",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no text for this reason."),
    };
}
