namespace CsPlatform.Domain.Rulebooks;

/// <summary>When a unit is late. A round begins with the first unanswered message and ends with the next answer.</summary>
public enum LateRule
{
    /// <summary>When any message was answered late or not at all.</summary>
    Any = 1,

    /// <summary>When its first message in scope was.</summary>
    First = 2,

    /// <summary>When any round was, measured from the round's first message.</summary>
    AllRounds = 3,

    /// <summary>When the mean wait of its rounds is longer than allowed, or any round was never answered.</summary>
    MeanPerRound = 4,

    /// <summary>When every round was: one in time is enough.</summary>
    OneRound = 5,
}
