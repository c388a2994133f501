namespace CsPlatform.Domain.Metrics;

/// <summary>Why a buyer's message counts as it does.</summary>
public enum ReplyReason
{
    /// <summary>Answered no later than it was due.</summary>
    InTime = 1,

    /// <summary>Answered, but after it was due.</summary>
    Late = 2,

    /// <summary>Never answered by anyone.</summary>
    Unanswered = 3,

    /// <summary>Never answered by a role that counts; only a robot or an automatic reply came.</summary>
    AnsweredByMachineOnly = 4,

    /// <summary>The consultation started outside the hours that are measured.</summary>
    OutOfHours = 5,

    /// <summary>The rule looks at the first message only, and this is a later one.</summary>
    NotTheFirst = 6,
}
