using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsPlatform.Ingestion.Storage;
using CsPlatform.ServiceDefaults.Paging;

namespace CsPlatform.Ingestion.Wire;

/// <summary>
/// Page tokens of the quarantine. A token belongs to the filter that it was given for: another one's would silently leave items out.
/// </summary>
internal static class QuarantinePage
{
    internal static string Write(QuarantineFilter filter, QuarantineRow last) => PageTokens.Write(
        Fingerprint(filter), last.LastReceivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Id.ToString());

    /// <summary>Null when the text is no token of this filter.</summary>
    internal static QuarantinePosition? Read(string token, QuarantineFilter filter)
        => PageTokens.TryRead(token, 3, out var parts)
            && parts[0] == Fingerprint(filter)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            && QuarantineId.Parse(parts[2]) is { } id
                ? new QuarantinePosition(new DateTimeOffset(ticks, TimeSpan.Zero), id)
                : null;

    private static string Fingerprint(QuarantineFilter filter)
    {
        string[] parts =
            [filter.Platform, filter.ShopId, filter.Source, $"{filter.Outcome:D}", $"{filter.State:D}", $"{filter.Id}"];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts))).AsSpan(0, 8));
    }
}
