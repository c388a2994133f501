namespace CsPlatform.Domain.Metrics;

/// <summary>Why a unit of a counted metric counts as it does.</summary>
public enum UnitReason
{
    /// <summary>Counted, and a hit in the metric's own sense: one more above and below the line.</summary>
    Hit = 1,

    /// <summary>Counted, and no hit: one more below the line.</summary>
    Miss = 2,

    /// <summary>Adds an amount: stars, milliseconds, a complaint.</summary>
    Amount = 3,

    /// <summary>What the amounts are counted against: only below the line.</summary>
    Base = 4,

    /// <summary>Left out: of another kind than the rule names.</summary>
    OtherKind = 5,

    /// <summary>Left out: outside the hours that count.</summary>
    OutOfHours = 6,

    /// <summary>Left out: a step is still missing.</summary>
    Unfinished = 7,

    /// <summary>Left out: its times or numbers cannot be, such as a review before the application. Kept and shown.</summary>
    Impossible = 8,

    /// <summary>Left out: another rating of the same subject counts.</summary>
    Superseded = 9,

    /// <summary>Left out: found malicious or fake.</summary>
    Unfair = 10,

    /// <summary>Left out: virtual goods.</summary>
    VirtualGoods = 11,

    /// <summary>Left out: one deal too many of the same buyer in the month.</summary>
    BeyondDealLimit = 12,

    /// <summary>Left out: a report against the buyer was upheld.</summary>
    ReportedBuyer = 13,

    /// <summary>Left out: the shop's appeal was upheld.</summary>
    AppealUpheld = 14,
}
