using NodaTime;

namespace CsPlatform.Domain.Sanctions.Programmes;

/// <summary>All that is remembered of a shop in one programme.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Removals">How often it was removed.</param>
/// <param name="Bans">How often it was banned.</param>
/// <param name="NotBefore">First day on which it may apply again; null = at once.</param>
/// <param name="BlockedGoods">Names of goods that may not return after a ban for good, in ordinal order.</param>
public sealed record Membership(
    MembershipState State, int Removals, int Bans, LocalDate? NotBefore, IReadOnlyList<string> BlockedGoods)
{
    /// <summary>A shop that never applied.</summary>
    public static Membership New { get; } = new(new Outside(), 0, 0, null, []);
}
