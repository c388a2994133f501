namespace CsPlatform.Domain.Sanctions;

/// <summary>What a decision does.</summary>
public enum SanctionDecisionKind
{
    /// <summary>友情提示: a notice. No penalty, no case, no quota.</summary>
    Reminded = 1,

    /// <summary>强制学习推送课程并考试: opens a case, uses the month's quota.</summary>
    StudyAssigned = 2,

    /// <summary>The exam was passed in time; the task ends that day.</summary>
    ExamPassed = 3,

    /// <summary>The exam was not passed in time; the same case goes on with what follows, if anything does.</summary>
    ExamFailed = 4,

    /// <summary>限制店铺所有公域流量: opens a case and uses the quota, or follows a failed exam without a second quota.</summary>
    TrafficLimited = 5,

    /// <summary>The case ended; effective from day 1 of the next cycle.</summary>
    CaseEnded = 6,

    /// <summary>清退店铺 is proposed; nothing happens before a person approves.</summary>
    ClearanceProposed = 7,

    /// <summary>警告: a warning. No case, no quota.</summary>
    Warned = 8,

    /// <summary>Something is restricted; the decision's action says what and for how long.</summary>
    Restricted = 9,

    /// <summary>Liquidated damages or a fine is due; the decision's action names the amount's rule.</summary>
    Fined = 10,

    /// <summary>Violation points are taken.</summary>
    PointsTaken = 11,

    /// <summary>An irreversible measure other than removal is proposed; nothing happens before a person approves.</summary>
    MeasureProposed = 12,

    /// <summary>A person approved a proposed measure.</summary>
    MeasureApproved = 13,

    /// <summary>A person rejected a proposed measure; nothing happens.</summary>
    MeasureRejected = 14,

    /// <summary>An earlier decision does not stand any more.</summary>
    Revoked = 15,
}
