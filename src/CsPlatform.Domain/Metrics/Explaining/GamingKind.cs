namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Signs that somebody plays a rule. They are evidence for people: none ever changes a figure.</summary>
public enum GamingKind
{
    /// <summary>Answers that end a wait and hold no letter and no digit.</summary>
    EmptyReplies = 1,

    /// <summary>A buyer who is a sub-account of the same shop.</summary>
    SelfChat = 2,

    /// <summary>Many consultations of one buyer within a short time, which make the base larger.</summary>
    Burst = 3,
}
