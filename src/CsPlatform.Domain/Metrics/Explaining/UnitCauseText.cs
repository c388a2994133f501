namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Says in a sentence why a unit counts as it does, where no single message decides.</summary>
public static class UnitCauseText
{
    /// <summary>The sentence in Chinese.</summary>
    public static string Zh(UnitCause cause) => cause switch
    {
        UnitCause.NoMessage => "不计入:买家没有发送消息",
        UnitCause.NotRated => "不计入:没有评价",
        UnitCause.Dissatisfied => "评价为不满意",
        UnitCause.Satisfied => "评价不属于不满意",
        UnitCause.NotServed => "转为离线留言,或已分配客服但无人服务",
        UnitCause.Served => "已得到服务",
        UnitCause.Offline => "转为离线留言",
        UnitCause.NotOffline => "未转为离线留言",
        UnitCause.MeanWithin => "各轮平均等待未超过时限",
        UnitCause.MeanBeyond => "各轮平均等待超过时限,或有一轮无人回复",
        UnitCause.Waits => "计入各次等待时长",
        UnitCause.Rounds => "按轮计数",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "There is no text for this cause."),
    };

    /// <summary>The sentence in English.</summary>
    public static string En(UnitCause cause) => cause switch
    {
        UnitCause.NoMessage => "Left out: the buyer wrote nothing",
        UnitCause.NotRated => "Left out: it was not rated",
        UnitCause.Dissatisfied => "Rated badly enough to count as dissatisfied",
        UnitCause.Satisfied => "Rated, and not as dissatisfied",
        UnitCause.NotServed => "It went to offline messages, or nobody wrote though an agent had it",
        UnitCause.Served => "Somebody served it",
        UnitCause.Offline => "It went to offline messages",
        UnitCause.NotOffline => "It did not go to offline messages",
        UnitCause.MeanWithin => "The mean wait of its rounds is within the limit",
        UnitCause.MeanBeyond => "The mean wait of its rounds is beyond the limit, or a round has no answer",
        UnitCause.Waits => "Its waits are added up",
        UnitCause.Rounds => "Counted by round",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "There is no text for this cause."),
    };
}
