using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Conduct;

/// <summary>
/// Finds the forbidden phrases of a rulebook in texts that agents wrote. Of phrases that overlap the longest counts, of equally
/// long ones the leftmost, and then the order of the file decides. Lengths are those without separators, so that a disguise
/// changes no choice. A hit asks a person to look: none leads to a penalty by itself. Immutable, safe to share between threads.
/// </summary>
public sealed class PhraseDictionary
{
    private readonly List<PhrasePattern> patterns;
    private readonly PhraseAutomaton automaton;
    private readonly int longest;

    private PhraseDictionary(List<PhrasePattern> patterns)
    {
        this.patterns = patterns;
        automaton = new PhraseAutomaton([.. patterns.Select(pattern => pattern.Text)]);
        longest = patterns.Select(pattern => pattern.Text.Length).Prepend(0).Max();
    }

    /// <summary>All phrases of a rulebook.</summary>
    public static PhraseDictionary Of(Rulebook rulebook) => Of(rulebook, _ => true);

    /// <summary>The phrases of those rules of a rulebook whose id fits.</summary>
    public static PhraseDictionary Of(Rulebook rulebook, Func<string, bool> isWanted) => new(
    [
        .. from rule in rulebook.Conducts
           where isWanted(rule.Head.Id)
           let citation = rulebook.Cite(rule.Head.Id, rule.Head.Source)
           from pattern in PhrasePattern.Of(rule.Terms, citation)
           select pattern,
    ]);

    /// <summary>
    /// The hits in a text, leftmost first; no two overlap. Every sequence of UTF-16 units is a text. The time is linear in its
    /// length.
    /// </summary>
    public IReadOnlyList<PhraseHit> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var form = TextForm.Of(text);
        var byLength = new List<(PhrasePattern Pattern, int Start)>[longest + 1];
        foreach (var (index, end) in automaton.Occurrences(form.Text))
        {
            var pattern = patterns[index];
            if (pattern.Fits(form, end - pattern.Text.Length))
            {
                (byLength[pattern.Text.Length] ??= []).Add((pattern, end - pattern.Text.Length));
            }
        }

        var chosen = Choose(form, byLength);
        return [.. from start in Enumerable.Range(0, chosen.Length)
                   where chosen[start] is not null
                   select chosen[start]!.HitAt(form, start)];
    }

    // By place, the pattern that starts there. Occurrences of one length come from left to right; as only longer ones were chosen
    // before, one of them that overlaps covers an end.
    private static PhrasePattern?[] Choose(TextForm form, List<(PhrasePattern Pattern, int Start)>?[] byLength)
    {
        var chosen = new PhrasePattern?[form.Text.Length];
        var taken = new bool[form.Text.Length];
        for (var length = byLength.Length - 1; length > 0; length--)
        {
            foreach (var (pattern, start) in byLength[length] ?? [])
            {
                if (!taken[start] && !taken[start + length - 1])
                {
                    chosen[start] = pattern;
                    taken.AsSpan(start, length).Fill(true);
                }
            }
        }

        return chosen;
    }
}
