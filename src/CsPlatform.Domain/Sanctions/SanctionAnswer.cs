namespace CsPlatform.Domain.Sanctions;

/// <summary>
/// The machine's answer to a trigger. A closed list; where a trigger is refused for several reasons, the first one is given.
/// </summary>
public enum SanctionAnswer
{
    /// <summary>At least one decision was taken.</summary>
    Decided = 1,

    /// <summary>The figure or incident led to no step; the judgement's hold says why.</summary>
    Held = 2,

    /// <summary>A penalty was due while another one runs; penalties never overlap.</summary>
    PenaltyRuns = 3,

    /// <summary>The day brings no step to its end.</summary>
    NothingDue = 4,

    /// <summary>The case waits for no exam: it has ended, is limited already, or never had one.</summary>
    NotWaitingForExam = 5,

    /// <summary>The attempt lies before the exam was assigned.</summary>
    TakenBeforeAssigned = 6,

    /// <summary>The attempt lies on or after the first day on which the exam counts as failed.</summary>
    TakenAfterDeadline = 7,

    /// <summary>Not passed, but the deadline has not passed either: another attempt is possible.</summary>
    MayTryAgain = 8,

    /// <summary>No restriction of the case waits for the merchant.</summary>
    NotWaitingForMerchant = 9,

    /// <summary>The merchant's action lies before the restriction.</summary>
    ActedBeforeRestricted = 10,

    /// <summary>No such proposal is unanswered.</summary>
    NoSuchProposal = 11,

    /// <summary>The answer lies before the proposal.</summary>
    AnsweredBeforeProposed = 12,
}
