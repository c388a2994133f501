using System.Globalization;

namespace CsPlatform.Domain.Conduct;

/// <summary>
/// A text in the one form in which phrases are compared, with the places its characters came from. In this order: format
/// characters (zero-width ones among them) and marks laid over letters vanish; full-width characters become ASCII, and so do
/// letters and digits in a circle, a square, a flag or a mathematical alphabet; letters become lower case and lose tone marks;
/// traditional characters become simplified. Letters and digits stay, whatever else there is (spaces, punctuation, symbols,
/// control characters, lone surrogates) is a separator and is left out. Bringing a brought text to this form changes nothing.
/// </summary>
public sealed class TextForm
{
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly int[] separators;

    private TextForm(string original)
    {
        Original = original;
        var kept = new char[original.Length];
        starts = new int[original.Length];
        ends = new int[original.Length];
        separators = new int[original.Length];
        var (count, passed) = (0, 0);
        for (int i = 0, end; i < original.Length; i = end)
        {
            end = i + (char.IsSurrogatePair(original, i) ? 2 : 1);
            var kind = Kind(original, i);
            passed += kind == CharacterKind.Separator ? 1 : 0;
            for (var j = i; kind >= CharacterKind.Letter && j < end; j++, count++)
            {
                kept[count] = CharacterForms.Of(original, j);
                (starts[count], ends[count], separators[count]) = (j, kind == CharacterKind.Letter ? j + 1 : end, passed);
                j = ends[count] - 1;
            }
        }

        Text = new string(kept, 0, count);
    }

    private enum CharacterKind
    {
        Ignored,
        Separator,

        // Stays, unit by unit.
        Letter,

        // Stands for a letter or digit of ASCII and becomes it, whatever its length.
        Symbol,
    }

    /// <summary>The text as it was written.</summary>
    public string Original { get; }

    /// <summary>The letters and digits that are left, in their one form.</summary>
    public string Text { get; }

    /// <summary>The form of a text; any sequence of UTF-16 units is one.</summary>
    public static TextForm Of(string original) => new(original);

    /// <summary>Place in the original of the character that stands at this place of <see cref="Text"/>.</summary>
    public int StartOf(int index) => starts[index];

    /// <summary>Place in the original behind the character that stands at this place of <see cref="Text"/>.</summary>
    public int EndOf(int index) => ends[index];

    /// <summary>Whether no separator stands between two places of <see cref="Text"/>, both included.</summary>
    public bool IsUnbroken(int first, int last) => separators[first] == separators[last];

    /// <summary>Whether a Latin letter stands beside another, or a digit beside another, without a separator between.</summary>
    public bool Touch(int index, int next) => index >= 0 && next < Text.Length && IsUnbroken(index, next)
        && ((char.IsAsciiLetterLower(Text[index]) && char.IsAsciiLetterLower(Text[next]))
            || (char.IsAsciiDigit(Text[index]) && char.IsAsciiDigit(Text[next])));

    private static CharacterKind Kind(string text, int index) =>
        CharacterForms.IsSymbol(text, index) ? CharacterKind.Symbol
        : CharacterForms.IsBlankLetter(text[index]) ? CharacterKind.Ignored
        : CharUnicodeInfo.GetUnicodeCategory(text, index) switch
        {
            UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => CharacterKind.Ignored,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber => CharacterKind.Letter,
            _ => CharacterKind.Separator,
        };
}
