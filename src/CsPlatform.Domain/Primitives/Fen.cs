namespace CsPlatform.Domain.Primitives;

/// <summary>
/// Money in fen, 1/100 yuan; may be negative. Every operation is exact: a result that does not fit throws
/// <see cref="OverflowException"/> instead of wrapping.
/// </summary>
/// <param name="Amount">The amount in fen.</param>
public readonly record struct Fen(long Amount) : IComparable<Fen>
{
    /// <summary>Largest amount taken from outside, 10 billion yuan: nine million of them still sum up without overflow.</summary>
    public const long LargestInput = 1_000_000_000_000;

    /// <summary>Nothing.</summary>
    public static Fen Zero => default;

    /// <summary>Whether it is exactly 0.</summary>
    public bool IsZero => Amount == 0;

    public static Fen operator +(Fen left, Fen right) => new(checked(left.Amount + right.Amount));

    public static Fen operator -(Fen left, Fen right) => new(checked(left.Amount - right.Amount));

    public static Fen operator -(Fen value) => new(checked(-value.Amount));

    public static Fen operator *(Fen price, long quantity) => new(checked(price.Amount * quantity));

    public static bool operator <(Fen left, Fen right) => left.Amount < right.Amount;

    public static bool operator >(Fen left, Fen right) => left.Amount > right.Amount;

    public static bool operator <=(Fen left, Fen right) => left.Amount <= right.Amount;

    public static bool operator >=(Fen left, Fen right) => left.Amount >= right.Amount;

    /// <summary>The smaller of two amounts.</summary>
    public static Fen Min(Fen left, Fen right) => left <= right ? left : right;

    /// <summary>The exact sum.</summary>
    public static Fen Sum(IEnumerable<Fen> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var sum = Zero;
        foreach (var amount in amounts)
        {
            sum += amount;
        }

        return sum;
    }

    public int CompareTo(Fen other) => Amount.CompareTo(other.Amount);

    public override string ToString() => $"{Amount} fen";
}
