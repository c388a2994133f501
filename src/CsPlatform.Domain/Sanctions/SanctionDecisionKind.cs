namespace CsPlatform.Domain.Sanctions;

/// <summary>What a decision does.</summary>
public enum SanctionDecisionKind
{
    /// <summary>友情提示: a notice. No penalty, no case, no quota.</summary>
    Reminded = 1,

    /// <summary>强制学习推送课程并考试: opens a case, uses the month's quota.</summary>
    StudyAssigned = 2,

    /// <summary>The exam was passed in time; the penalty ends that day.</summary>
    ExamPassed = 3,

    /// <summary>The exam was not passed in time; the same case goes on as a limit.</summary>
    ExamFailed = 4,

    /// <summary>限制店铺所有公域流量: opens a case and uses the quota, or follows a failed exam without a second quota.</summary>
    TrafficLimited = 5,

    /// <summary>The case ended; effective from day 1 of the next cycle.</summary>
    CaseEnded = 6,

    /// <summary>清退店铺 is proposed; nothing happens before a person approves.</summary>
    ClearanceProposed = 7,
}
