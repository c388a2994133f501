using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks;

/// <summary>What can only be wrong between files, each of which is right by itself.</summary>
internal static class CatalogueChecks
{
    /// <summary>Faults of shipped files, whose names say what they hold.</summary>
    public static IEnumerable<RulebookFault> Names(IEnumerable<(RulebookFile File, Rulebook Value)> rulebooks) =>
        rulebooks.SelectMany(Name);

    /// <summary>Faults of the files that hold together.</summary>
    public static IEnumerable<RulebookFault> Find(
        IReadOnlyList<(RulebookFile File, Rulebook Value)> rulebooks,
        IReadOnlyList<(RulebookFile File, HolidayCalendar Value)> calendars) =>
        rulebooks.GroupBy(r => (r.Value.Platform, r.Value.Version)).Where(g => g.Count() > 1).Select(Twice)
            .Concat(rulebooks.DistinctBy(r => (r.Value.Platform, r.Value.Version)).GroupBy(r => r.Value.Platform)
                .SelectMany(Succession))
            .Concat(rulebooks.SelectMany(rulebook => Reference(rulebook, calendars)))
            .Concat(calendars.GroupBy(c => c.Value.Id).Where(g => g.Count() > 1).Select(Twice));

    private static IEnumerable<RulebookFault> Name((RulebookFile File, Rulebook Value) rulebook)
    {
        var expected = $"platforms/{rulebook.Value.Platform}/{rulebook.Value.Version:R}.json";
        if (rulebook.File.Name != expected)
        {
            yield return new RulebookFault(rulebook.File.Name, "version", $"the file of this version is named {expected}");
        }
    }

    private static IEnumerable<RulebookFault> Succession(IEnumerable<(RulebookFile File, Rulebook Value)> versions)
    {
        var ordered = versions.OrderBy(v => v.Value.Version).ToList();
        for (var i = 1; i < ordered.Count; i++)
        {
            var (before, next) = (ordered[i - 1], ordered[i]);
            if (before.Value.EndsBefore is not { } end || end > next.Value.Version)
            {
                yield return new RulebookFault(
                    before.File.Name, "endsBefore", $"overlaps version {next.Value.Version:R}; write {next.Value.Version:R}");
            }
            else if (end < next.Value.Version)
            {
                yield return new RulebookFault(
                    before.File.Name,
                    "endsBefore",
                    $"leaves a gap before version {next.Value.Version:R}; write {next.Value.Version:R}");
            }
        }
    }

    private static IEnumerable<RulebookFault> Reference(
        (RulebookFile File, Rulebook Value) rulebook, IReadOnlyList<(RulebookFile File, HolidayCalendar Value)> calendars)
    {
        if (rulebook.Value.HostedServiceFee is { } fee && calendars.All(calendar => calendar.Value.Id != fee.CalendarId))
        {
            yield return new RulebookFault(
                rulebook.File.Name,
                "hostedServiceFee.calendarId",
                $"there is no calendar \"{fee.CalendarId}\"; add calendars/{fee.CalendarId}.json");
        }
    }

    private static RulebookFault Twice(
        IGrouping<(string Platform, NodaTime.LocalDate Version), (RulebookFile File, Rulebook Value)> same) =>
        new(same.Last().File.Name, "version", $"{same.Key.Platform} {same.Key.Version:R} is also in {same.First().File.Name}; keep one");

    private static RulebookFault Twice(IGrouping<string, (RulebookFile File, HolidayCalendar Value)> calendars) =>
        new(calendars.Last().File.Name, "id", $"\"{calendars.Key}\" is also in {calendars.First().File.Name}; keep one");
}
