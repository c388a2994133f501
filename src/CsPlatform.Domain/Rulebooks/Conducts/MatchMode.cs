namespace CsPlatform.Domain.Rulebooks;

/// <summary>How a forbidden text is looked for.</summary>
public enum MatchMode
{
    /// <summary>Separators may stand inside; a Latin letter or digit at its edge touches none of its kind outside.</summary>
    Phrase = 1,

    /// <summary>As <see cref="Phrase"/>, and also inside longer runs of letters: for pinyin.</summary>
    Letters = 2,

    /// <summary>As <see cref="Phrase"/>, but nothing may stand inside: for abbreviations that chance would make.</summary>
    Word = 3,
}
