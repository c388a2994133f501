using CsPlatform.Domain.Conduct;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates lists of forbidden phrases.</summary>
internal sealed class PhraseListReader
{
    private readonly HashSet<string> keys = [];
    private readonly HashSet<string> families = [];
    private readonly HashSet<string> texts = [];

    private PhraseListReader()
    {
    }

    public static PhraseTerms Read(V1.PhraseList list, Place place)
    {
        var reader = new PhraseListReader();
        AtLeastOne(list.Families.Count, "families", "family", place);
        return new PhraseTerms([.. list.Families.Select((family, i) => reader.Family(family, place.Item("families", i)))]);
    }

    private PhraseFamily Family(V1.PhraseFamily family, Place place)
    {
        Once(families, place.Key("key", family.Key), place.Field("key"));
        AtLeastOne(family.Phrases.Count, "phrases", "phrase", place);
        return new PhraseFamily(
            family.Key,
            place.Text("nameZh", family.NameZh),
            place.Text("nameEn", family.NameEn),
            family.HasSeverity ? place.Choice<V1.PhraseSeverity, PhraseSeverity>("severity", family.Severity) : null,
            family.HasPoints ? place.Range("points", family.Points, 1, 1000) : null,
            [.. family.Phrases.Select((phrase, i) => Phrase(phrase, place.Item("phrases", i)))]);
    }

    private Phrase Phrase(V1.Phrase phrase, Place place)
    {
        Once(keys, place.Key("key", phrase.Key), place.Field("key"));
        var wordings = new List<PhraseWording>
        {
            new(Wording(phrase.Text, place.Field("text")), place.Choice<V1.MatchMode, MatchMode>("match", phrase.Match)),
        };
        for (var i = 0; i < phrase.Variants.Count; i++)
        {
            var at = place.Item("variants", i);
            var match = at.Choice<V1.MatchMode, MatchMode>("match", phrase.Variants[i].Match);
            AtLeastOne(phrase.Variants[i].Texts.Count, "texts", "text", at);
            wordings.AddRange(phrase.Variants[i].Texts.Select(
                (text, j) => new PhraseWording(Wording(text, at.Item("texts", j)), match)));
        }

        for (var i = 0; i < phrase.Except.Count; i++)
        {
            CheckException(phrase.Except[i], wordings, place.Item("except", i));
        }

        return new Phrase(phrase.Key, wordings, [.. phrase.Except]);
    }

    private string Wording(string text, Place place)
    {
        var form = TextForm.Of(text).Text;
        if (form.Length < 2)
        {
            place.Fault($"\"{text}\" leaves {form.Length} letters to look for, which chance would find; write at least 2");
        }
        else if (!texts.Add(form))
        {
            place.Fault($"\"{text}\" is in the list already; keep one");
        }

        return text;
    }

    private static void CheckException(string text, List<PhraseWording> wordings, Place place)
    {
        var form = TextForm.Of(text).Text;
        var contained = wordings.Select(wording => TextForm.Of(wording.Text).Text)
            .Any(wording => form.Length > wording.Length && form.Contains(wording, StringComparison.Ordinal));
        if (!contained)
        {
            place.Fault($"\"{text}\" contains none of the phrase's wordings; write a longer text around one");
        }
    }

    private static void AtLeastOne(int count, string name, string what, Place place)
    {
        if (count == 0)
        {
            place.Field(name).Fault($"is required; give at least one {what}");
        }
    }

    private static void Once(HashSet<string> known, string key, Place place)
    {
        if (!known.Add(key))
        {
            place.Fault($"\"{key}\" stands here twice; give each its own key");
        }
    }
}
