using System.Collections.Frozen;

namespace CsPlatform.Domain.Conduct;

/// <summary>The one form of a single character. No form has another form, so that applying it twice changes nothing.</summary>
internal static class CharacterForms
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const string Toned = "āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜü";
    private const string Latin = "abcdefghijklmnopqrstuvwxyz";
    private const string Plain = "aaaaaeeeeeiiiiiooooouuuuuuuuuu";

    // Runs of symbols that stand for the letters or the digits, over and over: parenthesised and circled letters, squared
    // ones, flags, and the mathematical alphabets.
    private static readonly (int First, int Last, string Letters)[] Symbols =
    [
        (0x249C, 0x24B5, Latin), (0x24B6, 0x24CF, Latin), (0x24D0, 0x24E9, Latin),
        (0x1F130, 0x1F149, Latin), (0x1F150, 0x1F169, Latin), (0x1F170, 0x1F189, Latin),
        (0x1F1E6, 0x1F1FF, Latin), (0x1D400, 0x1D6A3, Latin), (0x1D7CE, 0x1D7FF, "0123456789"),
    ];

    private static readonly FrozenDictionary<char, char> Table = Toned.Zip(Plain)
        .Concat(Toned.ToUpperInvariant().Zip(Plain))
        .Concat(TraditionalCharacters.Pairs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => (pair[0], pair[1])))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>Letters by their category that show nothing: the fillers of Korean syllables.</summary>
    public static bool IsBlankLetter(char written) => written is '\u115F' or '\u1160' or '\u3164' or '\uFFA0';

    /// <summary>Whether the character that starts there is a symbol that stands for a letter or digit.</summary>
    public static bool IsSymbol(string text, int index) => SymbolAt(text, index) is not null;

    /// <summary>The form of the symbol, or else of the unit, that stands there.</summary>
    public static char Of(string text, int index)
    {
        if (SymbolAt(text, index) is { } letter)
        {
            return letter;
        }

        var written = text[index];
        var plain = written is >= FirstFullWidth and <= LastFullWidth ? (char)(written - FirstFullWidth + '!') : written;
        return plain < '\u0080' ? char.ToLowerInvariant(plain) : Table.GetValueOrDefault(plain, plain);
    }

    private static char? SymbolAt(string text, int index)
    {
        // Nothing below has a symbol; the ideographs, which most texts consist of, have none either.
        if (text[index] is < '\u249C' or (> '\u24E9' and < '\uD800') or > '\uDBFF')
        {
            return null;
        }

        var point = char.IsSurrogatePair(text, index) ? char.ConvertToUtf32(text, index) : text[index];
        foreach (var (first, last, letters) in Symbols)
        {
            if (point >= first && point <= last)
            {
                return letters[(point - first) % letters.Length];
            }
        }

        return null;
    }
}
