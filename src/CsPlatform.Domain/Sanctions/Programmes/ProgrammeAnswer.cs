namespace CsPlatform.Domain.Sanctions.Programmes;

/// <summary>
/// The machine's answer. A closed list; where an application is refused for several reasons, the first one is given.
/// </summary>
public enum ProgrammeAnswer
{
    /// <summary>The membership moved.</summary>
    Moved = 1,

    /// <summary>Refused: the shop was removed too often and may not apply again.</summary>
    RemovedTooOften = 2,

    /// <summary>Refused: the shop is banned.</summary>
    IsBanned = 3,

    /// <summary>Refused: the shop is a member.</summary>
    IsMember = 4,

    /// <summary>Refused: the days out have not passed.</summary>
    TooEarly = 5,

    /// <summary>Refused: a gate's figure has no data, or not for enough periods.</summary>
    NoData = 6,

    /// <summary>Refused: a gate is missed; the days out begin.</summary>
    GateMissed = 7,

    /// <summary>The figures keep the standard, or have no data, and change nothing.</summary>
    Kept = 8,

    /// <summary>The figures concern no member, or a removal is proposed already.</summary>
    NothingToJudge = 9,

    /// <summary>No proposal waits for an answer.</summary>
    NothingProposed = 10,

    /// <summary>No ban stands that may be lifted.</summary>
    NotBanned = 11,

    /// <summary>The programme knows no bans, or the shop is banned already.</summary>
    BanChangesNothing = 12,

    /// <summary>The day ends no term.</summary>
    NothingDue = 13,

    /// <summary>The day lies before that of the present state.</summary>
    BeforePresentState = 14,
}
