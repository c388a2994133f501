using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Conduct;

/// <summary>One wording of a forbidden phrase, ready to be compared.</summary>
/// <param name="Text">The wording in the one form.</param>
/// <param name="Match">How it is looked for.</param>
/// <param name="Exceptions">Longer texts that mean something else, each with the place of the wording in it.</param>
internal sealed record PhrasePattern(
    string Text,
    MatchMode Match,
    IReadOnlyList<(string Longer, int Offset)> Exceptions,
    Phrase Phrase,
    PhraseFamily Family,
    RuleCitation Citation)
{
    /// <summary>The wordings of a rule; none where it is no list of phrases.</summary>
    public static IEnumerable<PhrasePattern> Of(ConductTerms terms, RuleCitation citation) =>
        from family in (terms as PhraseTerms)?.Families ?? []
        from phrase in family.Phrases
        from wording in phrase.Wordings
        let text = TextForm.Of(wording.Text).Text
        select new PhrasePattern(text, wording.Match, [.. ExceptionsOf(text, phrase)], phrase, family, citation);

    /// <summary>Whether an occurrence that starts there is a hit.</summary>
    public bool Fits(TextForm form, int start)
    {
        var last = start + Text.Length - 1;
        return (Match == MatchMode.Letters || (!form.Touch(start - 1, start) && !form.Touch(last, last + 1)))
            && (Match != MatchMode.Word || form.IsUnbroken(start, last))
            && !Exceptions.Any(exception => StandsAt(form.Text, start - exception.Offset, exception.Longer));
    }

    public PhraseHit HitAt(TextForm form, int start)
    {
        var from = form.StartOf(start);
        var length = form.EndOf(start + Text.Length - 1) - from;
        var matched = form.Original.Substring(from, length);
        return new PhraseHit(Phrase.Key, Family.Key, from, length, matched, Family.Severity, Family.Points, Citation);
    }

    private static IEnumerable<(string Longer, int Offset)> ExceptionsOf(string text, Phrase phrase) =>
        from written in phrase.Except
        let longer = TextForm.Of(written).Text
        from offset in Enumerable.Range(0, longer.Length)
        where StandsAt(longer, offset, text)
        select (longer, offset);

    private static bool StandsAt(string text, int place, string part) =>
        place >= 0 && string.CompareOrdinal(text, place, part, 0, part.Length) == 0;
}
