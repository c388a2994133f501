using System.Globalization;
using System.Text;
using CsPlatform.Common.V1;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Cli.Output;

/// <summary>How values read: enum words without their prefix, money in yuan, exact rates as a percentage.</summary>
public static class Wording
{
    private const int HashLength = 12;

    /// <summary>CHARGE_KIND_HOSTED_TRANSFER, as generated (HostedTransfer), becomes hosted_transfer.</summary>
    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, System.Enum
    {
        var name = value.ToString();
        var word = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0)
            {
                word.Append('_');
            }

            word.Append(char.ToLowerInvariant(name[i]));
        }

        return word.ToString();
    }

    /// <summary>The enum value of a word, or null when there is none. The unspecified value has no word.</summary>
    public static TEnum? FromWord<TEnum>(string word)
        where TEnum : struct, System.Enum
    {
        foreach (var value in System.Enum.GetValues<TEnum>())
        {
            if (Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0 && Word(value) == word)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The words of an enum, for a message.</summary>
    public static string Words<TEnum>()
        where TEnum : struct, System.Enum =>
        string.Join(
            ", ", System.Enum.GetValues<TEnum>().Where(v => Convert.ToInt32(v, CultureInfo.InvariantCulture) != 0).Select(Word));

    /// <summary>Fen as yuan with two decimals.</summary>
    public static string Yuan(long fen)
    {
        var sign = fen < 0 ? "-" : "";
        var whole = fen / 100;
        var rest = fen % 100;
        return $"{sign}{Math.Abs(whole).ToString("#,0", CultureInfo.InvariantCulture)}.{Math.Abs(rest):00}";
    }

    /// <summary>A rate with two decimals, cut, never rounded up over a threshold; "no data" without units.</summary>
    public static string Rate(long numerator, long denominator)
    {
        if (denominator == 0)
        {
            return "no data";
        }

        var hundredths = checked(numerator * 10_000 / denominator);
        return $"{hundredths / 100}.{hundredths % 100:00} %";
    }

    /// <summary>A count with thousands separators.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>An instant in China Standard Time with its offset, or null.</summary>
    public static string? At(Timestamp? at) =>
        at?.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>A rulebook's version and the start of its hash.</summary>
    public static string Citation(RuleCitation? citation) =>
        citation is null ? "-" : Citation(citation.RulebookVersion, citation.RulebookHash);

    /// <summary>A rulebook's version and the start of its hash.</summary>
    public static string Citation(string? version, string? hash) => $"{version} {ShortHash(hash ?? "")}".Trim();

    /// <summary>The start of a hash, enough to tell rulebooks apart.</summary>
    public static string ShortHash(string hash) => hash[..Math.Min(HashLength, hash.Length)];

    /// <summary>The text, or null when it is empty.</summary>
    public static string? OrNull(string text) => text.Length == 0 ? null : text;
}
