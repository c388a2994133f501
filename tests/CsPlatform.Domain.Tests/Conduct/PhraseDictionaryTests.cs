using System.Text;
using CsPlatform.Domain.Conduct;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using NodaTime;

namespace CsPlatform.Domain.Tests.Conduct;

public class PhraseDictionaryTests
{
    private const int Megabyte = 1 << 20;

    private static readonly Rulebook Pinduoduo = ScenarioRow.Catalogue.Find("pinduoduo", new LocalDate(2026, 1, 1))!;

    public static TheoryData<string, string> Garbage => new()
    {
        { "one character a million times", new string('微', Megabyte) },
        { "one letter a million times", new string('q', Megabyte) },
        { "separators only", new string('\0', Megabyte) },
        { "high surrogates without their low ones", new string('\uD83D', Megabyte) },
        { "low surrogates without their high ones", new string('\uDE00', Megabyte) },
        { "marks without letters", new string('\u0336', Megabyte) },
        { "every unit there is", string.Concat(Enumerable.Range(0, 0x10000).Select(unit => (char)unit)) },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Garbage), DisableDiscoveryEnumeration = true)]
    public void Garbage_has_no_hit(string what, string text) =>
        Assert.True(PhraseDictionary.Of(Pinduoduo).Find(text).Count == 0, what);

    [Fact]
    public void Every_phrase_of_a_long_text_is_found_where_it_stands()
    {
        var text = new StringBuilder();
        while (text.Length < Megabyte / 16)
        {
            text.Append("您好。微 信，");
        }

        var hits = PhraseDictionary.Of(Pinduoduo).Find(text.ToString());

        Assert.Equal(text.Length / 7, hits.Count);
        Assert.Equal(Enumerable.Range(0, hits.Count).Select(i => (7 * i) + 3), hits.Select(hit => hit.Start));
        Assert.Equal(["微 信"], hits.Select(hit => hit.Matched).Distinct());
    }

    [Fact]
    public void A_hit_cites_the_rule_that_forbids_it_with_version_and_hash()
    {
        var hit = Assert.Single(PhraseDictionary.Of(Pinduoduo).Find("有微信吗"));

        var expected = new RuleCitation("pinduoduo", "2020-02-03", Pinduoduo.Hash, "pdd.phrases.payment", "handbook 3.4 (seed)");
        Assert.Equal(expected, hit.Citation);
    }

    [Fact]
    public void The_longest_counts_then_the_leftmost_then_the_order_of_the_file()
    {
        var dictionary = PhraseDictionary.Of(
            Book(Phrase("short", "甲乙"), Phrase("right", "乙丙"), Phrase("long", "丙丁戊"), Phrase("later", "甲-乙-己")));

        Assert.Equal(["short@0"], Found(dictionary, "甲乙丙"));
        Assert.Equal(["short@0", "long@2"], Found(dictionary, "甲乙丙丁戊"));
        Assert.Equal(["later@0"], Found(dictionary, "甲乙己"));
        Assert.Equal(["right@1"], Found(dictionary, "丑乙丙"));
    }

    [Fact]
    public void A_rulebook_without_phrases_finds_nothing() =>
        Assert.Empty(PhraseDictionary.Of(Book()).Find("微信支付宝"));

    private static IEnumerable<string> Found(PhraseDictionary dictionary, string text) =>
        dictionary.Find(text).Select(hit => $"{hit.Phrase}@{hit.Start}");

    private static Phrase Phrase(string key, params string[] wordings) =>
        new(key, [.. wordings.Select(text => new PhraseWording(text, MatchMode.Phrase))], []);

    private static Rulebook Book(params Phrase[] phrases)
    {
        var head = new RuleHead("test.phrases", "词", "words", "词", "words", "test", default, null, [], []);
        var terms = new PhraseTerms([new PhraseFamily("all", "全部", "all", null, null, phrases)]);
        var empty = new Rulebook("test", default, null, "hash", "测试", null, [], [], null);
        return empty with { Conducts = [new ConductRule(head, terms)] };
    }
}
