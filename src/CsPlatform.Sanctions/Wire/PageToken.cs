using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Sanctions.Wire;

/// <summary>The last decision of a page: the next page starts behind it, whatever was added meanwhile.</summary>
internal sealed record PageToken(string ShopId, LocalDate EffectiveFrom, long Position)
{
    private const char Separator = '\n';

    /// <summary>The token as it is sent.</summary>
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{EffectiveFrom:R}{Separator}{Position}{Separator}{ShopId}"));

    /// <summary>The token that was sent; false when it is none of ours.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PageToken? token)
    {
        token = null;
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator, 3);
        if (parts.Length == 3
            && LocalDatePattern.Iso.Parse(parts[0]) is { Success: true, Value: var day }
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            token = new PageToken(parts[2], day, position);
        }

        return token is not null;
    }
}
