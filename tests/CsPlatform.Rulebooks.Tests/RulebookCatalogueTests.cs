using NodaTime;

namespace CsPlatform.Rulebooks.Tests;

public class RulebookCatalogueTests
{
    [Fact]
    public void The_rulebook_in_force_is_the_one_whose_days_hold_that_day()
    {
        var catalogue = RulebookCatalogue.Load([Samples.Calendar, First("2022-07-01"), Second()]);

        Assert.Null(catalogue.Find("xiaohongshu", new LocalDate(2018, 12, 31)));
        Assert.Equal(new LocalDate(2019, 1, 1), catalogue.Find("xiaohongshu", new LocalDate(2022, 6, 30))!.Version);
        Assert.Equal(new LocalDate(2022, 7, 1), catalogue.Find("xiaohongshu", new LocalDate(2022, 7, 1))!.Version);
        Assert.Equal(["xiaohongshu"], catalogue.Platforms);
        Assert.Null(catalogue.Find("nowhere", new LocalDate(2022, 7, 1)));
        Assert.False(catalogue.Knows("nowhere"));
    }

    [Theory]
    [InlineData(null, "overlaps version 2022-07-01")]
    [InlineData("2022-07-02", "overlaps version 2022-07-01")]
    [InlineData("2022-06-30", "leaves a gap before version 2022-07-01")]
    public void Versions_that_overlap_or_leave_a_gap_are_faults(string? endsBefore, string says)
    {
        var thrown = Assert.Throws<RulebookFaultException>(
            () => RulebookCatalogue.Load([Samples.Calendar, First(endsBefore), Second()]));

        var fault = Assert.Single(thrown.Faults);
        Assert.Equal("endsBefore", fault.Path);
        Assert.Contains(says, fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_of_several_files_are_reported_together()
    {
        var thrown = Assert.Throws<RulebookFaultException>(() => RulebookCatalogue.Load(
        [
            Samples.With(Samples.Calendar, ("days.1.date", "\"2019-01-01\""), ("source", null)),
            Samples.With(("nameEn", null)),
            Second(),
        ]));

        Assert.Equal(["source", "days[1].date", "nameEn"], thrown.Faults.Take(3).Select(fault => fault.Path));
        Assert.Contains("calendars/china.json: source", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_calendar_a_doubled_calendar_and_a_misnamed_file_are_faults()
    {
        var missing = Assert.Throws<RulebookFaultException>(() => RulebookCatalogue.Load([Samples.Rulebook]));
        var doubled = Assert.Throws<RulebookFaultException>(
            () => RulebookCatalogue.Load([Samples.Calendar, Samples.Calendar with { Name = "calendars/b.json" }]));
        var misnamed = Assert.Throws<RulebookFaultException>(
            () => RulebookCatalogue.Load([Samples.Calendar, Samples.Rulebook with { Name = "platforms/xhs/1.json" }]));

        Assert.Equal("hostedServiceFee.calendarId", missing.Faults.Single().Path);
        Assert.Contains("calendars/china.json", doubled.Faults.Single().Problem, StringComparison.Ordinal);
        Assert.Contains("platforms/xiaohongshu/2019-01-01.json", misnamed.Faults.Single().Problem, StringComparison.Ordinal);
    }

    private static RulebookFile First(string? endsBefore) =>
        Samples.With(("endsBefore", endsBefore is null ? null : $"\"{endsBefore}\""));

    private static RulebookFile Second() =>
        Samples.With(("version", "\"2022-07-01\"")) with { Name = "platforms/xiaohongshu/2022-07-01.json" };
}
