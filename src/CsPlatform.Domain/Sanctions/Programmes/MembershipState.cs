using NodaTime;

namespace CsPlatform.Domain.Sanctions.Programmes;

/// <summary>How a shop stands in a programme. The closed list of states.</summary>
public abstract record MembershipState;

/// <summary>Not a member; may apply.</summary>
public sealed record Outside : MembershipState;

/// <summary>A member.</summary>
/// <param name="Since">First day, inclusive.</param>
/// <param name="Until">Day the term ends, exclusive; null = it has no term.</param>
public sealed record Member(LocalDate Since, LocalDate? Until) : MembershipState;

/// <summary>A member whose removal was proposed and nobody has answered.</summary>
/// <param name="Before">The membership it has meanwhile.</param>
/// <param name="ProposedOn">Day of the proposal.</param>
public sealed record RemovalProposed(Member Before, LocalDate ProposedOn) : MembershipState;

/// <summary>Banned; may apply for the ban to be lifted (禁封消除).</summary>
/// <param name="On">First day.</param>
public sealed record Banned(LocalDate On) : MembershipState;

/// <summary>Banned, and a ban for good was proposed; nobody has answered.</summary>
/// <param name="On">Day of the ban and of the proposal.</param>
/// <param name="Goods">Names of the goods it concerns.</param>
public sealed record PermanentBanProposed(LocalDate On, IReadOnlyList<string> Goods) : MembershipState;

/// <summary>No application is possible any more.</summary>
/// <param name="On">Since when.</param>
/// <param name="IsBan">Banned for good; otherwise removed too often.</param>
public sealed record Closed(LocalDate On, bool IsBan) : MembershipState;
