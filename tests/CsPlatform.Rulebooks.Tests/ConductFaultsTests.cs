using System.Text.RegularExpressions;

namespace CsPlatform.Rulebooks.Tests;

public partial class ConductFaultsTests
{
    private const string Text = """
        { "textZh": "甲", "textEn": "a", "section": "handbook 3.4", "sourceClass": "SOURCE_CLASS_SEED",
          "effectiveFrom": "2019-01-01" }
        """;

    private const string Phrases = $$"""
        [{ "id": "t.phrases", "nameZh": "词", "nameEn": "words", "text": {{Text}}, "phrases": { "families": [
           { "key": "payment", "nameZh": "支付", "nameEn": "payment", "severity": "PHRASE_SEVERITY_LIGHT", "points": 2, "phrases": [
             { "key": "weixin", "text": "微信", "match": "MATCH_MODE_PHRASE", "except": ["稍微信任"],
               "variants": [{ "match": "MATCH_MODE_LETTERS", "texts": ["weixin", "wechat"] }] },
             { "key": "qq", "text": "QQ", "match": "MATCH_MODE_PHRASE" }] }] } }]
        """;

    private const string Points = $$"""
        [{ "id": "t.points", "nameZh": "分", "nameEn": "points", "text": {{Text}}, "points": {
           "items": [
             { "key": "cold-tone", "nameZh": "冷", "nameEn": "cold", "class": "CONDUCT_CLASS_GENERAL", "points": 5 },
             { "key": "passive", "nameZh": "消极", "nameEn": "passive", "range": { "lowest": 4, "highest": 8 },
               "measures": ["CONDUCT_MEASURE_WARNING"] }],
           "caps": [{ "class": "CONDUCT_CLASS_GENERAL", "period": "POINT_PERIOD_NATURAL_WEEK", "points": 8 }],
           "nodes": [{ "nameZh": "节点", "nameEn": "node", "item": "passive", "incidents": 3,
                       "measure": "CONDUCT_MEASURE_WARNING" }],
           "warningsFirst": 1 } }]
        """;

    // change in the rule at, to (empty = removed), fault at (= the same place, - the rule itself), says
    private const string PhraseTable = """
        phrases                                       |                               | -               | has no terms
        phrases.families                              | []                            | =               | at least one family
        phrases.families.0.key                        | "Payment"                     | =               | lower-case letters
        phrases.families.0.severity                   | "PHRASE_SEVERITY_UNSPECIFIED" | =               | name one of
        phrases.families.0.points                     | 0                             | =               | write 1 to 1000
        phrases.families.0.phrases                    | []                            | =               | at least one phrase
        phrases.families.0.phrases.0.match            |                               | =               | is required
        phrases.families.0.phrases.0.text             | "加"                           | =               | which chance would find
        phrases.families.0.phrases.0.text             | "。、！"                         | =               | leaves 0 letters
        phrases.families.0.phrases.1.text             | "Ｗei-Xin"                     | =               | in the list already
        phrases.families.0.phrases.1.key              | "weixin"                      | =               | stands here twice
        phrases.families.0.phrases.0.except.0         | "稍微"                          | =               | contains none
        phrases.families.0.phrases.0.except.0         | "微 信"                         | =               | contains none
        phrases.families.0.phrases.0.variants.0.texts | []                            | =               | at least one text
        phrases.families.0.phrases.0.variants.0.match |                               | =               | is required
        """;

    private const string PointTable = """
        points.items                                  | []                            | =               | at least one deed
        points.items.1.key                            | "cold-tone"                   | =               | stands here twice
        points.items.0.points                         | 0                             | =               | write 1 to 1000
        points.items.1.points                         | 9                             | =               | outside the range
        points.items.1.range.highest                  | 4                             | =               | write 5 to 1000
        points.items.1.measures.0                     | "CONDUCT_MEASURE_UNSPECIFIED" | =               | name one of
        points.items.0.class                          | "CONDUCT_CLASS_UNSPECIFIED"   | =               | name one of
        points.caps.0.period                          |                               | =               | is required
        points.caps.0.points                          | -1                            | =               | write 1 to 1000
        points.nodes.0.item                           | "other"                       | =               | known: cold-tone, passive
        points.nodes.0.item                           |                               | points.nodes[0] | sums nothing
        points.nodes.0.incidents                      |                               | points.nodes[0] | is never reached
        points.nodes.0.measure                        |                               | =               | is required
        points.warningsFirst                          | 0                             | =               | write 1 to 1000
        """;

    public static TheoryData<string, string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string, string>();
        foreach (var (json, table) in new[] { (Phrases, PhraseTable), (Points, PointTable) })
        {
            foreach (var cells in table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)))
            {
                var path = cells[2] switch
                {
                    "=" => $"conducts[0].{ListItem().Replace(cells[0], "[$1]")}",
                    "-" => "conducts[0]",
                    var other => $"conducts[0].{other}",
                };
                rows.Add(json, cells[0], cells[1], path, cells[3]);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_fault_is_reported_with_its_path_and_its_remedy(string json, string change, string to, string path, string says)
    {
        var read = RulebookReader.Read(Samples.With(("conducts", json), ($"conducts.0.{change}", to.Length == 0 ? null : to)));

        Assert.Null(read.Value);
        var fault = Assert.Single(read.Faults, f => f.Path == path);
        Assert.Contains(says, fault.Problem, StringComparison.Ordinal);
    }

    [GeneratedRegex("\\.([0-9]+)")]
    private static partial Regex ListItem();

    [Theory]
    [InlineData(Phrases)]
    [InlineData(Points)]
    public void Without_the_fault_the_file_is_read(string json) =>
        Assert.Single(RulebookReader.Read(Samples.With(("conducts", json))).Value!.Conducts);
}
