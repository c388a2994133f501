using System.Security.Cryptography;
using System.Text;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating;

/// <summary>Ids derived from what they name: a replay gives the same ones. 32 lower-case hex digits of a SHA-256.</summary>
public static class ChargeIds
{
    /// <summary>The id of a charge.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="ruleId">The rule that makes it chargeable.</param>
    /// <param name="usage">What is charged.</param>
    /// <param name="booking">How often this usage has been booked, this time included: from 1.</param>
    public static string Of(ShopKey shop, string ruleId, UsageKey usage, int booking) => Hash(
        shop.Platform, shop.ShopId, ruleId, ((int)usage.Kind).ToString("D", null), usage.ConsultationId,
        usage.Transfer.Source, usage.Transfer.EventId, booking.ToString("D", null));

    /// <summary>The id of the fine that a decision asks for.</summary>
    public static string OfFine(ShopKey shop, string decisionId) => Hash("fine", shop.Platform, shop.ShopId, decisionId);

    /// <summary>The id of the charge that takes another back.</summary>
    public static string OfReversal(string chargeId) => Hash("reversal", chargeId);

    private static string Hash(params ReadOnlySpan<string> parts)
    {
        // Each part goes in with its length, so that no two lists of parts give the same bytes.
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
