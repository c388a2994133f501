using NodaTime;

namespace CsPlatform.Domain.Sanctions.Appeals;

/// <summary>
/// What may be done with an appeal, and by whom.
/// <code>
///              decide                            withdraw
///  none        -                                 -                  (file: Filed)
///  Filed       Upheld, UpheldInPart, Rejected    Withdrawn
///  any other   refused: Closed                   refused: Closed
/// </code>
/// </summary>
/// <param name="State">How it stands.</param>
/// <param name="FiledBy">Who filed it.</param>
/// <param name="DecidedBy">Who took the decision: "rulebook", or the person who approved a measure.</param>
public sealed record Appeal(AppealState State, string FiledBy, string DecidedBy)
{
    /// <summary>Why an appeal cannot be filed; null = it can.</summary>
    /// <param name="isBurden">Whether the decision takes something from the shop.</param>
    /// <param name="isRevoked">Whether it is revoked.</param>
    /// <param name="isAppealed">Whether an appeal against it is open.</param>
    /// <param name="endsBefore">The first day that is too late; null = no deadline.</param>
    /// <param name="today">The day of filing.</param>
    public static AppealRefusal? WhyNotFiled(bool isBurden, bool isRevoked, bool isAppealed, LocalDate? endsBefore, LocalDate today) =>
        !isBurden ? AppealRefusal.NothingToAppeal
        : isRevoked ? AppealRefusal.AlreadyRevoked
        : isAppealed ? AppealRefusal.AlreadyAppealed
        : today >= endsBefore ? AppealRefusal.TooLate
        : null;

    /// <summary>Why somebody cannot decide on it; null = they can. Nobody decides on their own appeal or their own decision.</summary>
    public AppealRefusal? WhyNotDecided(string reviewer) =>
        State != AppealState.Filed ? AppealRefusal.Closed
        : reviewer == FiledBy || reviewer == DecidedBy ? AppealRefusal.NotIndependent
        : null;

    /// <summary>Why somebody cannot withdraw it; null = they can.</summary>
    public AppealRefusal? WhyNotWithdrawn(string actor) =>
        State != AppealState.Filed ? AppealRefusal.Closed
        : actor != FiledBy ? AppealRefusal.NotTheFiler
        : null;
}
