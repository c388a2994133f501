using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value drawn from character classes by a cryptographic generator.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerSet = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperSet = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericSet = "0123456789";
    private const string SpecialSet = "-_.{}~()*+!";

    /// <summary>Fewest characters of the value.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether lower-case letters may occur.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether upper-case letters may occur.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether digits may occur.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether other characters may occur.</summary>
    public bool Special { get; set; } = true;

    /// <summary>Fewest lower-case letters.</summary>
    public int MinLower { get; set; }

    /// <summary>Fewest upper-case letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>Fewest digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>Fewest other characters.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc/>
    public override string GetDefaultValue()
    {
        var value = new List<char>();
        Take(LowerSet, Lower, MinLower, value);
        Take(UpperSet, Upper, MinUpper, value);
        Take(NumericSet, Numeric, MinNumeric, value);
        Take(SpecialSet, Special, MinSpecial, value);
        var all = (Lower ? LowerSet : "") + (Upper ? UpperSet : "") + (Numeric ? NumericSet : "") + (Special ? SpecialSet : "");
        if (all.Length == 0)
        {
            throw new InvalidOperationException("A generated value needs at least one kind of characters.");
        }

        Take(all, true, Math.Max(0, MinLength - value.Count), value);
        var shuffled = value.ToArray();
        RandomNumberGenerator.Shuffle(shuffled.AsSpan());
        return new string(shuffled);
    }

    private static void Take(string set, bool allowed, int count, List<char> value)
    {
        if (allowed && count > 0)
        {
            value.AddRange(RandomNumberGenerator.GetItems<char>(set, count));
        }
    }
}
