using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.ServiceDefaults.Paging;
using NodaTime;

namespace CsPlatform.Sanctions.Wire;

/// <summary>The last decision of a page: the next page starts behind it, whatever was added meanwhile.</summary>
internal sealed record PageToken(string ShopId, LocalDate EffectiveFrom, long Position)
{
    /// <summary>The token as it is sent.</summary>
    public override string ToString() =>
        PageTokens.Write(EffectiveFrom.ToString("R", null), Position.ToString(CultureInfo.InvariantCulture), ShopId);

    /// <summary>The token that was sent; false when it is none of ours.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PageToken? token)
    {
        token = PageTokens.TryRead(text, 3, out var parts)
            && DayText.Day(parts[0]) is { } day
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                ? new PageToken(parts[2], day, position)
                : null;
        return token is not null;
    }
}
