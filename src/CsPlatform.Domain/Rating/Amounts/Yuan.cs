using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>Sums of money as people write them, in yuan with at least two decimals.</summary>
public static class Yuan
{
    // Fen times hundredths of a percent: six decimals of a yuan at most, so nothing is rounded away.
    private const int MostDecimals = 6;

    /// <summary>A sum in whole fen, such as 500.00.</summary>
    public static string Of(Fen fen) => new Fraction(fen.Amount, 100).ToString(2);

    /// <summary>A sum that may have parts of a fen, such as 500.001.</summary>
    public static string Exact(Fraction fen)
    {
        var text = (fen / 100).ToString(MostDecimals).TrimEnd('0');
        var decimals = text.Length - 1 - text.IndexOf('.', StringComparison.Ordinal);
        return decimals < 2 ? text + new string('0', 2 - decimals) : text;
    }
}
