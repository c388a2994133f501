namespace CsPlatform.Domain.Metrics;

/// <summary>Why a buyer's message counts as it does. Where several apply, the first of this order is given.</summary>
public enum TurnReason
{
    /// <summary>Out of scope: the buyer recalled it.</summary>
    Recalled = 1,

    /// <summary>Out of scope: it, or its consultation, was excluded.</summary>
    Excluded = 2,

    /// <summary>Out of scope: it happened after it was received.</summary>
    FromTheFuture = 3,

    /// <summary>Out of scope: its consultation went to offline messages, which are counted elsewhere.</summary>
    LeftAsOffline = 4,

    /// <summary>Out of scope: the shop reported its buyer with success.</summary>
    ReportedUser = 5,

    /// <summary>Out of scope: it, or the start of its consultation, lies outside the hours that are measured.</summary>
    OutOfHours = 6,

    /// <summary>Out of scope: no person was in charge yet.</summary>
    BeforePeople = 7,

    /// <summary>Out of scope: another sub-account took over before it was due.</summary>
    HandedOver = 8,

    /// <summary>Out of scope: the round was ended by a role that takes it out.</summary>
    AnsweredByRobot = 9,

    /// <summary>Out of scope: the round was answered on a later natural day.</summary>
    OverMidnight = 10,

    /// <summary>Out of scope: the round began with an earlier message, which is measured.</summary>
    FollowsUp = 11,

    /// <summary>Out of scope: only the first message is measured, and this is a later one.</summary>
    NotTheFirst = 12,

    /// <summary>Unanswered: its consultation went to offline messages.</summary>
    WentOffline = 13,

    /// <summary>Unanswered: it was overdue when another sub-account took over.</summary>
    HandedOverLate = 14,

    /// <summary>In time.</summary>
    InTime = 15,

    /// <summary>Late.</summary>
    Late = 16,

    /// <summary>Unanswered: the answer came after the platform had closed the consultation as unanswered.</summary>
    AnsweredAfterClosing = 17,

    /// <summary>Unanswered: only roles that do not count wrote.</summary>
    AnsweredByMachineOnly = 18,

    /// <summary>Unanswered: nobody wrote.</summary>
    Unanswered = 19,
}
