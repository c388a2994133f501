namespace CsPlatform.Rulebooks.Tests;

/// <summary>A metric's window that cannot be is a fault at its own place.</summary>
public class WindowFaultsTests
{
    [Theory]
    [InlineData("""{"naturalWeeks":{"weeks":1}}""", "", "")]
    [InlineData("""{"naturalWeeks":{"weeks":2,"countedFrom":"2021-07-05"}}""", "", "")]
    [InlineData("""{"naturalWeeks":{"weeks":0}}""", "naturalWeeks.weeks", "write 1 to 8")]
    [InlineData("""{"naturalWeeks":{"weeks":2}}""", "naturalWeeks.countedFrom", "name a Monday on which a block starts")]
    [InlineData("""{"naturalWeeks":{"weeks":2,"countedFrom":"2021-07-06"}}""", "naturalWeeks.countedFrom", "is a Tuesday")]
    [InlineData("""{"naturalWeeks":{"weeks":2,"countedFrom":"soon"}}""", "naturalWeeks.countedFrom", "is no date")]
    [InlineData("""{"naturalWeeks":{"weeks":1,"countedFrom":"2021-07-05"}}""", "naturalWeeks.countedFrom", "leave it out")]
    [InlineData("""{"sampledTrailingDays":{"days":30,"daysWhenFew":60,"enoughUnits":500}}""", "", "")]
    [InlineData("""{"sampledTrailingDays":{"days":0,"daysWhenFew":60,"enoughUnits":500}}""", "sampledTrailingDays.days", "write 1 to 365")]
    [InlineData("""{"sampledTrailingDays":{"days":60,"daysWhenFew":60,"enoughUnits":500}}""", "sampledTrailingDays.daysWhenFew", "write 61 to 366")]
    [InlineData("""{"sampledTrailingDays":{"days":30,"daysWhenFew":60}}""", "sampledTrailingDays.enoughUnits", "write 1 to")]
    [InlineData("""{"naturalDay":{},"publishesDailyFigures":true}""", "publishesDailyFigures", "whose figure is the daily one")]
    [InlineData("""{"naturalDay":{}}""", "", "")]
    public void A_window_is_read_or_refused_with_its_path(string window, string path, string says)
    {
        var metric = System.Text.Json.Nodes.JsonNode.Parse(window)!.AsObject();
        var changes = new List<(string Path, string? Json)> { ("metrics.0.trailingDays", null), ("metrics.0.publishesDailyFigures", null) };
        changes.AddRange(metric.Select(field => ($"metrics.0.{field.Key}", (string?)field.Value!.ToJsonString())));

        var read = RulebookReader.Read(Samples.With([.. changes]));

        if (path.Length == 0)
        {
            Assert.Empty(read.Faults);
            return;
        }

        var fault = Assert.Single(read.Faults);
        Assert.Equal($"metrics[0].{path}", fault.Path);
        Assert.Contains(says, fault.Problem, StringComparison.Ordinal);
    }
}
