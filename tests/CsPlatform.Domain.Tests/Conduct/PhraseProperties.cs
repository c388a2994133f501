using System.Text;
using CsPlatform.Domain.Conduct;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace CsPlatform.Domain.Tests.Conduct;

/// <summary>What holds for every text and every disguise, with the dictionaries that ship.</summary>
[Trait("kind", "property")]
public class PhraseProperties
{
    private static readonly (Rulebook Book, PhraseDictionary Dictionary)[] Shipped =
    [
        .. from platform in ScenarioRow.Catalogue.Platforms
           let book = ScenarioRow.Catalogue.Versions(platform)[^1]
           where book.Conducts.Any(rule => rule.Terms is PhraseTerms)
           select (book, PhraseDictionary.Of(book)),
    ];

    private static readonly (PhraseDictionary Dictionary, PhraseWording Wording)[] Wordings =
    [
        .. from shipped in Shipped
           from rule in shipped.Book.Conducts
           from family in (rule.Terms as PhraseTerms)?.Families ?? []
           from phrase in family.Phrases
           from wording in phrase.Wordings
           select (shipped.Dictionary, wording),
    ];

    // Pieces of phrases, what may stand between them, and what is no character at all.
    private static readonly string[] Pieces =
    [
        .. Wordings.Select(one => one.Wording.Text),
        "稍", "我们", "请", "a", "Q", "７", "Ⓦ", "寶", " ", "。", "\u200B", "\u0336", "\uD83D\uDE00", "\uD83D", "\uDE00", "\0", "\n",
        "é", "Ǜ",
        "\uD835\uDC16", "\u3164", "\uD83C\uDDF6", "\uD835",
    ];

    private static readonly Arbitrary<string> Texts =
        Gen.Elements(Pieces).ArrayOf(12).Select(string.Concat).ToArbitrary();

    private static readonly Arbitrary<((PhraseDictionary Dictionary, PhraseWording Wording) One, int[] Choices)> Disguises =
        (from one in Gen.Elements(Wordings) from choices in Gen.Choose(0, 99).ArrayOf(40) select (one, choices)).ToArbitrary();

    [Fact]
    public void There_are_phrases_to_look_for() => Assert.InRange(Wordings.Length, 200, 2000);

    [Fact]
    public void The_one_form_of_the_one_form_is_itself() => Check(text =>
        TextForm.Of(TextForm.Of(text).Text).Text == TextForm.Of(text).Text);

    [Fact]
    public void A_hit_points_at_the_text_it_matched() => Check(text => Shipped.All(shipped => shipped.Dictionary.Find(text)
        .All(hit => text.Substring(hit.Start, hit.Length) == hit.Matched && IsWordingOf(hit, shipped.Book))));

    [Fact]
    public void Hits_stand_from_left_to_right_and_never_overlap() => Check(text => Shipped.All(shipped =>
    {
        var hits = shipped.Dictionary.Find(text);
        return hits.Zip(hits.Skip(1)).All(pair => pair.First.Start + pair.First.Length <= pair.Second.Start);
    }));

    [Fact]
    public void The_same_text_gives_the_same_hits()
    {
        var again = Shipped.Select(shipped => PhraseDictionary.Of(shipped.Book)).ToList();
        Check(text => Shipped.Zip(again).All(pair => pair.First.Dictionary.Find(text).SequenceEqual(pair.Second.Find(text))));
    }

    [Fact]
    public void No_disguise_hides_a_phrase() => Prop.ForAll(Disguises, made =>
    {
        var (dictionary, wording) = made.One;
        var plain = $"您好，{wording.Text}，谢谢";
        var hidden = $"您好，{Disguise(wording, made.Choices)}，谢谢";
        return dictionary.Find(plain).Count > 0
            && dictionary.Find(plain).Select(hit => hit.Phrase).SequenceEqual(dictionary.Find(hidden).Select(hit => hit.Phrase));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_around_a_phrase_does_not_hide_it() => Prop.ForAll(Disguises, Texts, (made, text) =>
        made.One.Dictionary.Find($"{text}！{made.One.Wording.Text}！").Count > 0).QuickCheckThrowOnFailure();

    private static bool IsWordingOf(PhraseHit hit, Rulebook book) => book.Conducts
        .Where(rule => rule.Head.Id == hit.Citation.RuleId)
        .SelectMany(rule => ((PhraseTerms)rule.Terms).Families)
        .Where(family => family.Key == hit.Family)
        .SelectMany(family => family.Phrases)
        .Single(phrase => phrase.Key == hit.Phrase)
        .Wordings.Any(wording => TextForm.Of(wording.Text).Text == TextForm.Of(hit.Matched).Text);

    // Width, case, marks and zero-width characters anywhere; separators only where the wording allows them.
    private static string Disguise(PhraseWording wording, int[] choices)
    {
        var made = new StringBuilder();
        for (var i = 0; i < wording.Text.Length; i++)
        {
            var character = wording.Text[i];
            var choice = choices[i % choices.Length];
            if (i > 0)
            {
                made.Append((choice % 10) switch
                {
                    0 => "\u200B",
                    1 => "\u0336",
                    2 when wording.Match != MatchMode.Word => " ",
                    3 when wording.Match != MatchMode.Word => "。\n",
                    4 when wording.Match != MatchMode.Word => "\uD83D\uDE00",
                    _ => "",
                });
            }

            made.Append((choice / 10) switch
            {
                0 or 1 when char.IsAsciiLetterOrDigit(character) => (char)(character - '!' + '\uFF01'),
                2 or 3 => char.ToUpperInvariant(character),
                4 when char.IsAsciiLetterLower(character) => (char)(character - 'a' + '\u24D0'),
                _ => character,
            });
        }

        return made.ToString();
    }

    private static void Check(Func<string, bool> holds) => Prop.ForAll(Texts, holds).QuickCheckThrowOnFailure();
}
