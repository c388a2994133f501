using System.Text;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>A reason by its name and in both languages.</summary>
/// <param name="Name">The name of the reason, such as "OUT_OF_HOURS".</param>
/// <param name="Zh">The reason in Chinese.</param>
/// <param name="En">The reason in English.</param>
public sealed record Because(string Name, string Zh, string En)
{
    // Units come by the thousand, reasons by the dozen.
    private static readonly Dictionary<TurnReason, Because> Turns =
        Enum.GetValues<TurnReason>().ToDictionary(reason => reason, r => new Because(NameOf(r), TurnReasonText.Zh(r), TurnReasonText.En(r)));

    private static readonly Dictionary<UnitReason, Because> Units =
        Enum.GetValues<UnitReason>().ToDictionary(reason => reason, r => new Because(NameOf(r), UnitReasonText.Zh(r), UnitReasonText.En(r)));

    private static readonly Dictionary<UnitCause, Because> Causes =
        Enum.GetValues<UnitCause>().ToDictionary(cause => cause, c => new Because(NameOf(c), UnitCauseText.Zh(c), UnitCauseText.En(c)));

    /// <summary>Why a message counts as it does.</summary>
    public static Because Of(TurnReason reason) => Turns[reason];

    /// <summary>Why a unit of a counted metric does.</summary>
    public static Because Of(UnitReason reason) => Units[reason];

    /// <summary>Why a unit of another metric does.</summary>
    public static Because Of(UnitCause cause) => Causes[cause];

    /// <summary>The name of an enum's value as contracts write it: OutOfHours becomes OUT_OF_HOURS.</summary>
    public static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.All.TryGetValue(value, out var name) ? name : Write(value.ToString());

    private static string Write(string value)
    {
        var name = new StringBuilder();
        foreach (var letter in value)
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        internal static readonly Dictionary<TEnum, string> All =
            Enum.GetValues<TEnum>().Distinct().ToDictionary(value => value, value => Write(value.ToString()));
    }
}
