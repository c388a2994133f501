namespace CsPlatform.Domain.Sanctions;

/// <summary>
/// Why a figure leads to no step, or to none harder than a reminder. A closed list in order of precedence: when several hold,
/// the first one is named.
/// </summary>
public enum SanctionHold
{
    /// <summary>This day of evaluation, or a later one, has been judged: a figure is judged once.</summary>
    AlreadyJudged = 1,

    /// <summary>No step of the ladder has a threshold: the rule is not enforced by figures.</summary>
    NotEnforced = 2,

    /// <summary>A penalty runs on the day of evaluation and the ladder assesses nothing meanwhile (处罚执行期间不做考核).</summary>
    PenaltyRuns = 3,

    /// <summary>The window reaches back before day 1 of the present cycle.</summary>
    WindowReachesBack = 4,

    /// <summary>The denominator is 0: neither 0 % nor 100 %.</summary>
    NoData = 5,

    /// <summary>Fewer units than the ladder's minimum sample.</summary>
    BelowMinimumSample = 6,

    /// <summary>Every enforced threshold is kept.</summary>
    NothingMissed = 7,

    /// <summary>A penalty is due while one runs; penalties of a metric never overlap. A reminder stays possible.</summary>
    PenaltyWouldOverlap = 8,

    /// <summary>A penalty is due but the month's quota is used. A reminder stays possible.</summary>
    QuotaUsed = 9,
}
