using CsPlatform.Domain.Primitives;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Reads exact numbers, which stand as texts such as "0.35".</summary>
internal static class ExactNumbers
{
    /// <summary>The number, 0 or more and at most <paramref name="highest"/>; 0 when it is faulty.</summary>
    public static Fraction Read(Place place, string name, string text, Fraction? highest = null)
    {
        if (Fraction.Parse(text) is not { } value)
        {
            place.Field(name).Fault($"\"{text}\" is no number; write one such as \"0.35\"");
            return Fraction.Zero;
        }

        if (value < Fraction.Zero || value > highest)
        {
            place.Field(name).Fault(highest is { } most
                ? $"{text} is out of range; write \"0\" to \"{most}\""
                : $"{text} is below 0; write \"0\" or more");
            return Fraction.Zero;
        }

        return value;
    }

    /// <summary>The number, above 0; 1 when it is faulty.</summary>
    public static Fraction Positive(Place place, string name, string text)
    {
        var value = Read(place, name, text);
        if (value == Fraction.Zero && Fraction.Parse(text) == Fraction.Zero)
        {
            place.Field(name).Fault("is 0; write a number above 0, or leave the rule out");
        }

        return value == Fraction.Zero ? Fraction.One : value;
    }
}
