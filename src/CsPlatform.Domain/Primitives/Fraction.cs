using System.Globalization;
using System.Numerics;

namespace CsPlatform.Domain.Primitives;

/// <summary>
/// An exact number: scores, weights, factors. Kept in lowest terms with a positive denominator, so equal numbers are equal values.
/// It is rounded once, at the end, where a rule says so.
/// </summary>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    private readonly BigInteger denominatorLessOne;

    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        denominatorLessOne = (denominator / divisor) - 1;
    }

    /// <summary>0.</summary>
    public static Fraction Zero => default;

    /// <summary>1.</summary>
    public static Fraction One => new(1, 1);

    public BigInteger Numerator { get; }

    /// <summary>Positive.</summary>
    public BigInteger Denominator => denominatorLessOne + 1;

    /// <summary>The number, so many thousandths.</summary>
    public static Fraction Thousandths(long thousandths) => new(thousandths, 1000);

    /// <summary>The value of a rate; null when it has no data.</summary>
    public static Fraction? Of(Rate rate) => rate.HasData ? new Fraction(rate.Numerator, rate.Denominator) : null;

    /// <summary>The number that a decimal text such as "42.5" or "-0.04" writes; null when it writes none.</summary>
    public static Fraction? Parse(string text)
    {
        var parts = text.Split('.');
        var digits = string.Concat(parts);
        return (parts.Length == 1 || (parts.Length == 2 && parts[1].Length > 0 && parts[1].All(char.IsAsciiDigit)))
            && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new Fraction(value, BigInteger.Pow(10, parts.Length == 2 ? parts[1].Length : 0))
            : null;
    }

    /// <summary>The greatest whole number that is not greater.</summary>
    public BigInteger Floor() => Numerator.Sign >= 0 || Denominator.IsOne
        ? Numerator / Denominator
        : (Numerator / Denominator) - 1;

    /// <summary>The smallest whole number that is not smaller.</summary>
    public BigInteger Ceiling() => -(-this).Floor();

    /// <summary>The nearest whole number; a half goes away from 0 (handbook G9).</summary>
    public BigInteger HalfUp() => Numerator.Sign < 0 ? -(-this).HalfUp() : (this + new Fraction(1, 2)).Floor();

    /// <summary>The number held between two others.</summary>
    public Fraction Clamp(Fraction lowest, Fraction highest) => this < lowest ? lowest : this > highest ? highest : this;

    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Fraction other) => Numerator == other.Numerator && denominatorLessOne == other.denominatorLessOne;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, denominatorLessOne);

    /// <summary>Rounded half up to so many decimals, for people.</summary>
    public string ToString(int decimals)
    {
        var scaled = (this * BigInteger.Pow(10, decimals)).HalfUp();
        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return (scaled.Sign < 0 ? "-" : "") + digits[..^decimals] + (decimals == 0 ? "" : "." + digits[^decimals..]);
    }

    public override string ToString() => Denominator.IsOne ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    public static implicit operator Fraction(long value) => new(value, 1);

    public static implicit operator Fraction(BigInteger value) => new(value, 1);

    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction value) => new(-value.Numerator, value.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) => left + -right;

    public static Fraction operator *(Fraction left, Fraction right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Fraction operator /(Fraction left, Fraction right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static bool operator ==(Fraction left, Fraction right) => left.Equals(right);

    public static bool operator !=(Fraction left, Fraction right) => !left.Equals(right);

    public static bool operator <(Fraction left, Fraction right) => left.CompareTo(right) < 0;

    public static bool operator >(Fraction left, Fraction right) => left.CompareTo(right) > 0;

    public static bool operator <=(Fraction left, Fraction right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Fraction left, Fraction right) => left.CompareTo(right) >= 0;
}
