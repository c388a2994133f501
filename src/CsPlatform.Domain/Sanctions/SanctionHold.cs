namespace CsPlatform.Domain.Sanctions;

/// <summary>
/// Why a judged figure or incident leads to no step, or to none harder than a reminder. A closed list in order of precedence, which
/// is the order in which they stand here: when several hold, the first one is named. The numbers are only their names in storage.
/// </summary>
public enum SanctionHold
{
    /// <summary>This day of evaluation, or a later one, or this incident has been judged: each is judged once.</summary>
    AlreadyJudged = 1,

    /// <summary>The shop was removed or banned for good.</summary>
    ShopRemoved = 10,

    /// <summary>No step of the ladder is enforced: the source names no threshold, or no consequence.</summary>
    NotEnforced = 2,

    /// <summary>The shop is new and exempt.</summary>
    NewShopExempt = 11,

    /// <summary>The window holds a day that is not assessed, such as a festival's.</summary>
    DaysExempt = 12,

    /// <summary>A penalty runs on the day of evaluation and the ladder assesses nothing meanwhile (处罚执行期间不做考核).</summary>
    PenaltyRuns = 3,

    /// <summary>The window reaches back before day 1 of the present cycle.</summary>
    WindowReachesBack = 4,

    /// <summary>The denominator is 0: neither 0 % nor 100 %.</summary>
    NoData = 5,

    /// <summary>Fewer units than the ladder's minimum sample.</summary>
    BelowMinimumSample = 6,

    /// <summary>Every enforced condition is kept.</summary>
    NothingMissed = 7,

    /// <summary>The period is missed, but too few in a row are.</summary>
    RunTooShort = 13,

    /// <summary>A penalty is due while one runs; penalties of a subject never overlap. A reminder stays possible.</summary>
    PenaltyWouldOverlap = 8,

    /// <summary>A penalty is due but the month's quota is used. A reminder stays possible.</summary>
    QuotaUsed = 9,

    /// <summary>A fine is due in the month that is there to improve (改进期限). A proposal stays possible.</summary>
    ImprovementMonth = 14,

    /// <summary>Only points are due and the week's limit of their class is reached.</summary>
    PointsExhausted = 15,

    /// <summary>Only a proposal is due and one of this month, or an unanswered one, stands.</summary>
    ProposalStands = 16,

    /// <summary>An appeal or a reversal took what was found out of the course: it counts as if it had not been found.</summary>
    Rescinded = 17,

    /// <summary>An exemption covers the period.</summary>
    Exempted = 18,

    /// <summary>The figure is uncertain and a step would follow: a person has to look first.</summary>
    Uncertain = 19,

    /// <summary>So many shops are sanctioned on that day that the platform itself may be at fault: a person has to look first.</summary>
    MassEffect = 20,

    /// <summary>The course is played again and the step would be harder than what was decided at the time: a correction never worsens.</summary>
    Spared = 21,
}
