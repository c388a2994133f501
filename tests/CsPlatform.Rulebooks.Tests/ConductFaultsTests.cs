namespace CsPlatform.Rulebooks.Tests;

public class ConductFaultsTests
{
    private const string Text = """
        { "textZh": "甲", "textEn": "a", "section": "handbook 3.4", "sourceClass": "SOURCE_CLASS_SEED", "effectiveFrom": "2019-01-01" }
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
             { "key": "passive", "nameZh": "消极", "nameEn": "passive", "range": { "lowest": 4, "highest": 8 }, "measures": ["CONDUCT_MEASURE_WARNING"] }],
           "caps": [{ "class": "CONDUCT_CLASS_GENERAL", "period": "POINT_PERIOD_NATURAL_WEEK", "points": 8 }],
           "nodes": [{ "nameZh": "节点", "nameEn": "node", "item": "passive", "incidents": 3, "measure": "CONDUCT_MEASURE_WARNING" }],
           "warningsFirst": 1 } }]
        """;

    // change at, to (empty = removed), fault at, says
    private const string PhraseTable = """
        phrases                                 |                           | conducts[0]                                    | has no terms
        phrases.families                        | []                        | conducts[0].phrases.families                   | at least one family
        phrases.families.0.key                  | "Payment"                 | conducts[0].phrases.families[0].key            | lower-case letters
        phrases.families.0.severity             | "PHRASE_SEVERITY_UNSPECIFIED" | conducts[0].phrases.families[0].severity   | name one of
        phrases.families.0.points               | 0                         | conducts[0].phrases.families[0].points         | write 1 to 1000
        phrases.families.0.phrases              | []                        | conducts[0].phrases.families[0].phrases        | at least one phrase
        phrases.families.0.phrases.0.match      |                           | conducts[0].phrases.families[0].phrases[0].match | is required
        phrases.families.0.phrases.0.text       | "加"                      | conducts[0].phrases.families[0].phrases[0].text | which chance would find
        phrases.families.0.phrases.0.text       | "。、！"                   | conducts[0].phrases.families[0].phrases[0].text | leaves 0 letters
        phrases.families.0.phrases.1.text       | "Ｗei-Xin"                 | conducts[0].phrases.families[0].phrases[1].text | in the list already
        phrases.families.0.phrases.1.key        | "weixin"                  | conducts[0].phrases.families[0].phrases[1].key | stands here twice
        phrases.families.0.phrases.0.except.0   | "稍微"                     | conducts[0].phrases.families[0].phrases[0].except[0] | contains none
        phrases.families.0.phrases.0.except.0   | "微 信"                    | conducts[0].phrases.families[0].phrases[0].except[0] | contains none
        phrases.families.0.phrases.0.variants.0.texts | []                  | conducts[0].phrases.families[0].phrases[0].variants[0].texts | at least one text
        phrases.families.0.phrases.0.variants.0.match |                     | conducts[0].phrases.families[0].phrases[0].variants[0].match | is required
        """;

    private const string PointTable = """
        points.items                | []                     | conducts[0].points.items            | at least one deed
        points.items.1.key          | "cold-tone"            | conducts[0].points.items[1].key     | stands here twice
        points.items.0.points       | 0                      | conducts[0].points.items[0].points  | write 1 to 1000
        points.items.1.points       | 9                      | conducts[0].points.items[1].points  | outside the range
        points.items.1.range.highest | 4                     | conducts[0].points.items[1].range.highest | write 5 to 1000
        points.items.1.measures.0   | "CONDUCT_MEASURE_UNSPECIFIED" | conducts[0].points.items[1].measures[0] | name one of
        points.items.0.class        | "CONDUCT_CLASS_UNSPECIFIED"   | conducts[0].points.items[0].class | name one of
        points.caps.0.period        |                        | conducts[0].points.caps[0].period   | is required
        points.caps.0.points        | -1                     | conducts[0].points.caps[0].points   | write 1 to 1000
        points.nodes.0.item         | "other"                | conducts[0].points.nodes[0].item    | known: cold-tone, passive
        points.nodes.0.item         |                        | conducts[0].points.nodes[0]         | sums nothing
        points.nodes.0.incidents    |                        | conducts[0].points.nodes[0]         | is never reached
        points.nodes.0.measure      |                        | conducts[0].points.nodes[0].measure | is required
        points.warningsFirst        | 0                      | conducts[0].points.warningsFirst    | write 1 to 1000
        """;

    public static TheoryData<string, string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string, string>();
        foreach (var (json, table) in new[] { (Phrases, PhraseTable), (Points, PointTable) })
        {
            foreach (var cells in table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)))
            {
                rows.Add(json, cells[0], cells[1], cells[2], cells[3]);
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

    [Theory]
    [InlineData(Phrases)]
    [InlineData(Points)]
    public void Without_the_fault_the_file_is_read(string json) =>
        Assert.Single(RulebookReader.Read(Samples.With(("conducts", json))).Value!.Conducts);
}
