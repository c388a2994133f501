using System.Text.RegularExpressions;
using CsPlatform.Domain.Conduct;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// Counts the incidents of one shop under the table's rule, each by the rulebook of its day. Column "incidents", parted by ";":
/// "2024-07-01 cold-tone", with a time of day, with "=6" for points the platform chose and "#a" to name it; "takes back #a";
/// "transfer by agent". Column "on": the day for which nodes are asked; otherwise that of the last entry.
/// </summary>
internal sealed partial class PointsRunner : IScenarioRunner
{
    public string Name => "points";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var ledger = PointLedger.Of(
            row.Cell("incidents").Split(';').Select((text, i) => Entry(row, text.Trim(), i)).OfType<ConductEntry>());
        var statement = ledger.Count(day => Terms(row, day));
        var on = row.Find("on") is { } day
            ? LocalDatePattern.Iso.Parse(day).Value
            : ledger.Entries.Select(entry => ChinaTime.Day(entry.OccurredAt)).DefaultIfEmpty(new LocalDate(2026, 1, 1)).Max();
        var measures = statement.Lines.SelectMany(line => line.Measures)
            .Concat(Terms(row, on) is { } terms ? statement.Reached(terms, on).Select(node => node.Measure) : []);
        return new Dictionary<string, string>
        {
            ["points"] = $"{statement.Total}",
            ["general"] = $"{statement.Sum(ConductClass.General)}",
            ["serious"] = $"{statement.Sum(ConductClass.Serious)}",
            ["lines"] = Join(statement.Lines.Select(line => $"{line.Incident.Item} {line.Added} {line.Reason}")),
            ["measures"] = Join(measures.Distinct().Select(measure => $"{measure}")),
        };
    }

    private static PointTerms? Terms(ScenarioRow row, LocalDate day) =>
        ScenarioRow.Catalogue.Find(row.Platform, day)?.Conducts
            .FirstOrDefault(rule => rule.Head.Id == row.RuleId)?.Terms as PointTerms;

    private static ConductEntry? Entry(ScenarioRow row, string text, int index)
    {
        var match = Form().Match(text);
        Assert.True(match.Success, $"{row}: \"{text}\" is no incident");
        var day = LocalDatePattern.Iso.Parse(match.Groups["day"].Value).Value;
        var time = match.Groups["time"] is { Success: true } given
            ? LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(given.Value).Value
            : new LocalTime(12, 0).PlusSeconds(index);
        var at = ChinaTime.At(day + time);
        var isBack = match.Groups["back"].Success;
        var name = match.Groups["key"].Value;
        var key = new EventKey("inspection", name.Length > 0 && !isBack ? name : $"{index}");
        var chosen = match.Groups["chosen"] is { Success: true } points ? int.Parse(points.Value, null) : (int?)null;
        return isBack ? new IncidentTakenBack(at, key, new EventKey("inspection", name))
            : match.Groups["who"] is { Success: true } who
                ? TransferConduct.Of(at, key, Enum.Parse<TransferInitiator>(who.Value, ignoreCase: true), Terms(row, day)!)
            : new ConductIncident(at, key, match.Groups["item"].Value, chosen);
    }

    private static string Join(IEnumerable<string> parts) => string.Join("; ", parts) is { Length: > 0 } joined ? joined : "none";

    [GeneratedRegex(
        @"^(?<day>\d{4}-\d\d-\d\d)( (?<time>\d\d:\d\d))? ((?<back>takes back)|transfer by (?<who>\w+)|(?<item>[a-z-]+))"
        + @"( =(?<chosen>\d+))?( #(?<key>\w+))?$")]
    private static partial Regex Form();
}
