namespace CsPlatform.Domain.Sanctions.Appeals;

/// <summary>Why an act on an appeal is refused: a closed list, in the order in which the reasons are looked for.</summary>
public enum AppealRefusal
{
    /// <summary>The decision takes nothing from the shop, so there is nothing to appeal.</summary>
    NothingToAppeal = 1,

    /// <summary>The decision is revoked already.</summary>
    AlreadyRevoked = 2,

    /// <summary>Another appeal against the decision has not been decided on.</summary>
    AlreadyAppealed = 3,

    /// <summary>The time to appeal is over.</summary>
    TooLate = 4,

    /// <summary>The appeal is decided on or withdrawn.</summary>
    Closed = 5,

    /// <summary>The reviewer filed the appeal, or took the decision.</summary>
    NotIndependent = 6,

    /// <summary>Only whoever filed it can withdraw it.</summary>
    NotTheFiler = 7,
}
