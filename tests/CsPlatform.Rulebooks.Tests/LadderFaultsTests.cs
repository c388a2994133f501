namespace CsPlatform.Rulebooks.Tests;

/// <summary>Steps that have no order, and restrictions that nothing could ever lift: refused at their place.</summary>
public class LadderFaultsTests
{
    private const string Reminder = """{"notice":{"kind":"NOTICE_KIND_REMINDER"}}""";
    private const string UntilRecovery = "\"open\":{\"untilRecovery\":true}";
    private const string UntilMerchantActs = "\"open\":{\"untilMerchantActs\":true}";
    private const string ThreeDays = "\"fixed\":{\"days\":3}";

    public static TheoryData<string[], string, string> Faulty => new()
    {
        { [Below(50), "", Below(80)], "steps[2].beyond.limit", "is not worse" },
        { [Below(50), "\"beyond\":{\"badSide\":\"BAD_SIDE_BELOW\"},", Below(80)], "steps[2].beyond.limit", "is not worse" },
        { [Band(50, 60), Band(30, 40)], "steps[1].band", "leaves a gap" },
        { [Band(50, 60), Band(70, 80)], "steps[1].band", "leaves a gap" },
        { [Band(50, 60), Band(40, 51)], "steps[1].band", "overlaps the band" },
        { [Band(50, 60), Band(59, 80)], "steps[1].band", "overlaps the band" },
        { [Band(50, 60), "", Band(30, 40)], "steps[2].band", "leaves a gap" },
        { [Band(50, 60), Band(60, 70), Band(40, 60)], "steps[2].band", "turns back" },
        { [Band(50, 60), Band(40, 50), Band(50, 60)], "steps[2].band", "turns back" },
        { [Band(60, 50)], "steps[0].band.until", "does not lie above" },
        { [Band(50, 60), Below(40)], "steps[1]", "another kind" },
        { [Band(50, 60), "", Below(40)], "steps[2]", "another kind" },
        { [Acts(Restriction("a", UntilRecovery))], "steps[0].actions", "can never be lifted" },
        { [Acts(Task(Restriction("a", UntilRecovery)))], "steps[0].actions", "can never be lifted" },
        { [Acts(Task(Restriction("a", UntilMerchantActs)), Restriction("b", ThreeDays))], "steps[0].actions", "without an end" },
        { [Acts(Task(Restriction("a", ThreeDays)), Restriction("b", UntilMerchantActs))], "steps[0].actions", "give the restriction a length" },
        { [Acts(Restriction("a", ThreeDays), Restriction("b", UntilMerchantActs))], "steps[0].actions", "ends in different ways" },
        { [Acts(Reminder, Reminder)], "steps[0].actions", "does the same twice" },
        { [Acts(Restriction("a", "\"open\":{}"))], "steps[0].actions[0].restriction.open", "can never be lifted" },
    };

    public static TheoryData<string[]> Sound => new()
    {
        { [Below(80), "", Below(50)] },
        { [Band(50, 60), Band(40, 50), "", Band(0, 40)] },
        { [Band(50, 60), Band(60, 70), Band(70, 80)] },
        { [Acts(Task(Restriction("a", UntilMerchantActs)))] },
        { [Acts(Task(Restriction("a", ThreeDays)), Restriction("b", ThreeDays))] },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_of_a_ladder_is_the_only_one_and_told_at_its_place(string[] steps, string path, string says)
    {
        var fault = Assert.Single(RulebookReader.Read(With(steps)).Faults);

        Assert.Equal("ladders[0]." + path, fault.Path);
        Assert.Contains(says, fault.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_ladder_that_can_be_has_no_fault(string[] steps) => Assert.Empty(RulebookReader.Read(With(steps)).Faults);

    [Fact]
    public void A_percentage_is_no_limit_of_a_mean()
    {
        const string mean = """
            {"waitOf": "WAIT_OF_MESSAGE", "scope": {"unit": "COUNTING_UNIT_PERSON_DAY", "answeringRoles": ["ANSWERING_ROLE_HUMAN_AGENT"], "hours": {"from": "08:00", "until": "23:00"}, "hoursTest": "HOURS_TEST_MESSAGE"}}
            """;
        var faults = RulebookReader.Read(Samples.With(("metrics.0.replyRate", null), ("metrics.0.meanReplyTime", mean))).Faults;

        Assert.Equal(3, faults.Count);
        Assert.All(faults, fault => Assert.Contains("the metric is a mean", fault.Problem, StringComparison.Ordinal));
        Assert.Equal("ladders[0].steps[0].beyond.limit.hundredthsOfPercent", faults[0].Path);
    }

    [Fact]
    public void Two_ladders_of_one_figure_are_told_where_the_second_names_it()
    {
        const string outside = "\"outside\":{\"key\":\"xhs.given\",\"nameZh\":\"外部\",\"nameEn\":\"Outside\"}";
        var fault = Assert.Single(RulebookReader.Read(Samples.With(
            ("ladders", $"[{Ladder("xhs.one", outside)},{Ladder("xhs.two", outside)}]"))).Faults);

        Assert.Equal("ladders[1].outside", fault.Path);
    }

    // The first ladder of the sample pauses while a penalty runs.
    private static RulebookFile With(string[] steps) => Samples.With(
        ("ladders.0.steps", $"[{string.Join(",", steps.Select(Step))}]"), ("ladders.0.repeatEscalation", null));

    private static string Step(string has, int i) =>
        $$"""{{{(has.Contains("\"actions\"", StringComparison.Ordinal) ? has : has + Acts(Reminder))}}"textZh":"第{{i}}步","textEn":"Step {{i}}"}""";

    private static string Below(int percent) => $"\"beyond\":{{\"limit\":{Limit(percent)},\"badSide\":\"BAD_SIDE_BELOW\"}},";

    private static string Band(int from, int until) => $"\"band\":{{\"from\":{Limit(from)},\"until\":{Limit(until)}}},";

    private static string Limit(int percent) => $$"""{"hundredthsOfPercent":{{percent * 100}}}""";

    private static string Acts(params string[] actions) => $"\"actions\":[{string.Join(",", actions)}],";

    private static string Restriction(string key, string length) => $$"""{"restriction":{{Terms(key, length)}}}""";

    private static string Task(string restriction) => $$$"""{"task":{"daysToPass":3,"whenFailed":[{{{restriction["{\"restriction\":".Length..^1]}}}]}}""";

    private static string Terms(string key, string length) => $$"""{"kinds":[{"key":"{{key}}","nameZh":"限","nameEn":"limit"}],{{length}}}""";

    private static string Ladder(string id, string subject) => $$"""
        {"id":"{{id}}",{{subject}},"nameZh":"考核","nameEn":"Assessment","text":{"textZh":"文","textEn":"text","section":"1","sourceClass":"SOURCE_CLASS_SEED","effectiveFrom":"2019-01-01"},"steps":[{{Step("", 0)}}]}
        """;
}
