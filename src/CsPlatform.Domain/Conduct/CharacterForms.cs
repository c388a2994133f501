using System.Collections.Frozen;

namespace CsPlatform.Domain.Conduct;

/// <summary>The one form of a single character. No form has another form, so that applying it twice changes nothing.</summary>
internal static class CharacterForms
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const char CircledUpperA = '\u24B6';
    private const char CircledLowerA = '\u24D0';
    private const char CircledLowerZ = '\u24E9';
    private const string Toned = "āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜü";
    private const string Plain = "aaaaaeeeeeiiiiiooooouuuuuuuuuu";

    private static readonly FrozenDictionary<char, char> Table = Toned.Zip(Plain)
        .Concat(Toned.ToUpperInvariant().Zip(Plain))
        .Concat(TraditionalCharacters.Pairs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair[0], pair[1])))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>Symbols that stand for a letter.</summary>
    public static bool IsCircledLetter(char written) => written is >= CircledUpperA and <= CircledLowerZ;

    /// <summary>Letters by their category that show nothing: the fillers of Korean syllables.</summary>
    public static bool IsBlankLetter(char written) => written is '\u115F' or '\u1160' or '\u3164' or '\uFFA0';

    public static char Of(char written)
    {
        var plain = written switch
        {
            >= FirstFullWidth and <= LastFullWidth => (char)(written - FirstFullWidth + '!'),
            >= CircledUpperA and < CircledLowerA => (char)(written - CircledUpperA + 'a'),
            >= CircledLowerA and <= CircledLowerZ => (char)(written - CircledLowerA + 'a'),
            _ => written,
        };
        return plain < '\u0080' ? char.ToLowerInvariant(plain) : Table.GetValueOrDefault(plain, plain);
    }
}
