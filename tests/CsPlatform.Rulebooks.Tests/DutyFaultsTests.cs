using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CsPlatform.Rulebooks.Tests;

/// <summary>Every fault of an obligation and of a rule on what is allowed, at its own place.</summary>
public partial class DutyFaultsTests
{
    private const string Text = """
        { "textZh": "甲", "textEn": "a", "section": "handbook 3.3", "sourceClass": "SOURCE_CLASS_SEED", "effectiveFrom": "2019-01-01" }
        """;

    private static readonly string Obligations = $$"""
        [ { {{Head("t.after")}}, "trigger": "applied", "fulfilledBy": ["agreed", "refused"], "cancelledBy": ["withdrawn"],
            "owedBy": "DUTY_PARTY_MERCHANT", "due": { "afterDuration": { "hours": 48, "minutes": 30 }, "end": "DUE_END_EXCLUSIVE" },
            "missed": { "key": "agreed_by_itself", "textZh": "甲", "textEn": "a" }, "warnMinutesBefore": [120, 30] },
          { {{Head("t.clock")}}, "trigger": "applied", "fulfilledBy": ["agreed"], "owedBy": "DUTY_PARTY_MERCHANT",
            "due": { "clockTime": { "cutOff": "16:00", "dueBy": "18:00", "daysWhenAfter": 1 }, "end": "DUE_END_INCLUSIVE" } },
          { {{Head("t.service")}}, "trigger": "applied", "fulfilledBy": ["agreed"], "owedBy": "DUTY_PARTY_BUYER",
            "due": { "serviceTime": { "hours": { "from": "09:00", "until": "21:00" }, "minutes": 20 }, "end": "DUE_END_INCLUSIVE" } },
          { {{Head("t.days")}}, "trigger": "applied", "fulfilledBy": ["agreed"], "owedBy": "DUTY_PARTY_PLATFORM",
            "due": { "naturalDays": { "days": 7 }, "end": "DUE_END_EXCLUSIVE" }, "warnMinutesBefore": [1440] } ]
        """;

    private static readonly string Eligibilities = $$"""
        [ { {{Head("t.allowed")}}, "checks": [
              { "id": "a", "reasonZh": "甲", "reasonEn": "a", "onlyWhen": { "fact": "kind", "values": ["x"] }, "flag": { "fact": "ready", "is": true } },
              { "id": "b", "reasonZh": "甲", "reasonEn": "a", "unless": { "fact": "kind", "values": ["x", "y"] }, "oneOf": { "fact": "rights", "values": ["main"] } },
              { "id": "c", "reasonZh": "甲", "reasonEn": "a", "sum": { "terms": [{ "fact": "sent", "times": 1 }], "atLeast": 0, "atMost": 10 } },
              { "id": "d", "reasonZh": "甲", "reasonEn": "a", "inTime": { "since": "signed", "due": { "naturalDays": { "days": 7 }, "end": "DUE_END_EXCLUSIVE" } } },
              { "id": "e", "reasonZh": "甲", "reasonEn": "a", "daysSince": { "fact": "closed", "atLeast": 90 } },
              { "id": "f", "reasonZh": "甲", "reasonEn": "a", "before": { "fact": "until" } },
              { "id": "g", "reasonZh": "甲", "reasonEn": "a", "noneOf": { "fact": "rights", "values": ["guest"] } } ],
            "costs": [ { "onlyWhen": { "fact": "kind", "values": ["x"] }, "borneBy": "DUTY_PARTY_BUYER", "whatZh": "甲", "whatEn": "a" },
                       { "borneBy": "DUTY_PARTY_MERCHANT", "whatZh": "甲", "whatEn": "a" } ],
            "grant": { "fact": "points", "dividedBy": 10, "unitZh": "元", "unitEn": "yuan" } } ]
        """;

    // change at, to (empty = removed), fault at (= the same place), says
    private const string Table = """
        obligations.0.trigger                    |                  | = | is required
        obligations.0.trigger                    | "Refund applied" | = | lower-case words
        obligations.0.trigger                    | "agreed"         | obligations[0].fulfilledBy[0] | one fact plays one part
        obligations.0.fulfilledBy                | []               | = | at least one
        obligations.0.fulfilledBy.1              | "agreed"         | = | stands here twice
        obligations.0.fulfilledBy.1              | ""               | = | is no key
        obligations.0.cancelledBy.0              | "applied"        | = | one fact plays one part
        obligations.0.cancelledBy.0              | "refused"        | = | one fact plays one part
        obligations.0.owedBy                     |                  | = | is required
        obligations.0.due                        |                  | = | say by when it is due
        obligations.0.due.end                    |                  | = | whether the due instant itself is in time
        obligations.0.due.afterDuration          |                  | obligations[0].due | has no form
        obligations.0.due.afterDuration          | {}               | = | is no time at all
        obligations.0.due.afterDuration.hours    | -1               | = | write 0 to 8784
        obligations.0.due.afterDuration.minutes  | 60               | = | write 0 to 59
        obligations.0.due.naturalDays            | {"days":1}       | = | excludes another field
        obligations.0.missed.key                 |                  | = | is required
        obligations.0.missed.textZh              |                  | = | is required
        obligations.0.missed.textEn              | " "              | = | is required
        obligations.0.warnMinutesBefore.0        | 0                | = | write 1 to 43200
        obligations.0.warnMinutesBefore.0        | 2910             | = | before anything is owed
        obligations.0.warnMinutesBefore.1        | 120              | = | is not later than the warning before
        obligations.1.due.clockTime.cutOff       |                  | = | no time of day
        obligations.1.due.clockTime.dueBy        | "24:00"          | = | no time of day
        obligations.1.due.clockTime.dueBy        | "15:59"          | = | due before it starts
        obligations.1.due.clockTime.dueBy        | "00:00"          | = | due before it starts
        obligations.1.due.clockTime.daysWhenAfter |                 | = | write 1 to 366
        obligations.1.due.clockTime.daysWhenBefore | 2              | obligations[1].due.clockTime.daysWhenAfter | write 2 to 366
        obligations.1.due.clockTime.daysWhenBefore | -1             | = | write 0 to 366
        obligations.1.due.ownTerm                | true             | = | stands for days
        obligations.2.due.ownTerm                | true             | = | stands for days
        obligations.2.due.serviceTime.hours      |                  | = | in which hours the clock runs
        obligations.2.due.serviceTime.hours.until | "08:00"         | obligations[2].due.serviceTime.hours | write a later end
        obligations.2.due.serviceTime.minutes    |                  | = | write 1 to 43200
        obligations.3.due.naturalDays.days       |                  | = | write 1 to 3660
        obligations.3.due.end                    | "DUE_END_INCLUSIVE" | = | the first instant of the day after
        obligations.3.warnMinutesBefore.0        | 11520            | = | before anything is owed
        eligibilities.0.checks.0.id              | "A check"        | = | lower-case words
        eligibilities.0.checks.1.id              | "a"              | = | names another check
        eligibilities.0.checks.0.reasonZh        |                  | = | is required
        eligibilities.0.checks.0.reasonEn        |                  | = | is required
        eligibilities.0.checks.0.flag            |                  | eligibilities[0].checks[0] | asks nothing
        eligibilities.0.checks.0.flag.fact       |                  | = | is required
        eligibilities.0.checks.0.flag.fact       | "sent"           | eligibilities[0].checks[2].sum.terms[0].fact | has one type
        eligibilities.0.checks.0.onlyWhen.fact   | "signed"         | eligibilities[0].checks[3].inTime.since | a fact has one type
        eligibilities.0.checks.0.onlyWhen.values | []               | = | at least one value
        eligibilities.0.checks.0.unless          | {"fact":"kind","values":["x"]} | = | never asked
        eligibilities.0.checks.1.unless.values.1 | "x"              | = | stands here twice
        eligibilities.0.checks.1.oneOf.values    | []               | = | at least one value
        eligibilities.0.checks.1.oneOf.values.0  | ""               | = | is empty
        eligibilities.0.checks.2.sum.terms       | []               | = | at least one number
        eligibilities.0.checks.2.sum.terms.0.times |                | = | does not count
        eligibilities.0.checks.2.sum             | {"terms":[{"fact":"sent","times":1}]} | = | has no bound
        eligibilities.0.checks.2.sum.above       | 1                | eligibilities[0].checks[2].sum | two bounds on one side
        eligibilities.0.checks.2.sum.below       | 1                | eligibilities[0].checks[2].sum | two bounds on one side
        eligibilities.0.checks.2.sum.atMost      | -1               | eligibilities[0].checks[2].sum | lets nothing pass
        eligibilities.0.checks.3.inTime.since    |                  | = | is required
        eligibilities.0.checks.3.inTime.due      |                  | = | say by when it is due
        eligibilities.0.checks.3.inTime.due.ownTerm | true          | eligibilities[0].checks[3].inTime.term | exactly where due.ownTerm does
        eligibilities.0.checks.3.inTime.term     | "days"           | = | exactly where due.ownTerm does
        eligibilities.0.checks.4.daysSince.atLeast |                | = | write 1 to 3660
        eligibilities.0.checks.5.before.fact     | "sent"           | = | a fact has one type
        eligibilities.0.costs.0.borneBy          |                  | = | is required
        eligibilities.0.costs.0.whatZh           |                  | = | is required
        eligibilities.0.costs.0.whatEn           |                  | = | is required
        eligibilities.0.costs.0.onlyWhen         |                  | eligibilities[0].costs[0] | put it last
        eligibilities.0.costs.1.onlyWhen         | {"fact":"kind","values":["x"]} | = | overlaps a cost before it
        eligibilities.0.grant.dividedBy          | 0                | = | write 1 to 1000000
        eligibilities.0.grant.fact               | "kind"           | = | a fact has one type
        eligibilities.0.grant.unitZh             |                  | = | is required
        eligibilities.0.text.effectiveFrom       | "2019-02-30"     | = | is no date
        obligations.0.text.effectiveUntil        | "2020-01-01"     | = | next version without the rule
        """;

    public static TheoryData<string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var cells in Table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)))
        {
            rows.Add(cells[0], cells[1], cells[2] == "=" ? ListItem().Replace(cells[0], "[$1]") : cells[2], cells[3]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_fault_is_reported_with_its_path_and_its_remedy(string change, string to, string path, string says)
    {
        var read = RulebookReader.Read(Samples.With(Whole(), (change, to.Length == 0 ? null : to)));

        Assert.Null(read.Value);
        var fault = Assert.Single(read.Faults, f => f.Path == path);
        Assert.Contains(says, fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_sound_before_it_is_changed() => Assert.Empty(RulebookReader.Read(Whole()).Faults);

    [Fact]
    public void A_rule_that_checks_nothing_is_a_fault()
    {
        var read = RulebookReader.Read(Samples.With(
            Whole(), ("eligibilities.0.checks", null), ("eligibilities.0.costs", null), ("eligibilities.0.grant", null)));

        Assert.Equal("eligibilities[0]: checks nothing; give checks, costs or a grant", $"{read.Faults.Single().Path}: {read.Faults.Single().Problem}");
    }

    [Fact]
    public void Faults_of_several_duties_are_reported_at_once()
    {
        var read = RulebookReader.Read(Samples.With(
            Whole(), ("obligations.0.due.end", null), ("obligations.2.due.serviceTime.minutes", "0"), ("eligibilities.0.checks.6.noneOf.values", "[]")));

        Assert.Equal(
            ["obligations[0].due.end", "obligations[2].due.serviceTime.minutes", "eligibilities[0].checks[6].noneOf.values"],
            read.Faults.Select(fault => fault.Path));
    }

    private static RulebookFile Whole()
    {
        var root = JsonNode.Parse(Samples.Rulebook.Json)!;
        root["obligations"] = JsonNode.Parse(Obligations);
        root["eligibilities"] = JsonNode.Parse(Eligibilities);
        return Samples.Rulebook with { Json = root.ToJsonString() };
    }

    private static string Head(string id) => $"\"id\": \"{id}\", \"nameZh\": \"甲\", \"nameEn\": \"a\", \"text\": {Text}";

    [GeneratedRegex("\\.([0-9]+)")]
    private static partial Regex ListItem();
}
