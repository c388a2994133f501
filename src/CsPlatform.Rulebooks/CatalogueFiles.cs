using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks.Reading;

namespace CsPlatform.Rulebooks;

/// <summary>Rulebooks and calendars with the files they came from, and every fault of those files.</summary>
internal sealed record CatalogueFiles(
    IReadOnlyList<(RulebookFile File, Rulebook Value)> Rulebooks,
    IReadOnlyList<(RulebookFile File, HolidayCalendar Value)> Calendars,
    IReadOnlyList<RulebookFault> Faults)
{
    public static CatalogueFiles Read(IEnumerable<RulebookFile> shipped, IEnumerable<RulebookFile> added)
    {
        ArgumentNullException.ThrowIfNull(shipped);
        var faults = new List<RulebookFault>();
        var ours = Sort(shipped, file => file.Name.StartsWith("calendars/", StringComparison.Ordinal), faults);
        faults.AddRange(CatalogueChecks.Names(ours.Rulebooks));
        var theirs = Sort(added, RulebookFiles.IsCalendar, faults);
        var replaced = theirs.Rulebooks.Select(r => (r.Value.Platform, r.Value.Version)).ToHashSet();
        var ids = theirs.Calendars.Select(c => c.Value.Id).ToHashSet();
        IReadOnlyList<(RulebookFile File, Rulebook Value)> rulebooks =
            [.. ours.Rulebooks.Where(r => !replaced.Contains((r.Value.Platform, r.Value.Version))), .. theirs.Rulebooks];
        IReadOnlyList<(RulebookFile File, HolidayCalendar Value)> calendars =
            [.. ours.Calendars.Where(c => !ids.Contains(c.Value.Id)), .. theirs.Calendars];
        faults.AddRange(CatalogueChecks.Find(rulebooks, calendars));
        return new CatalogueFiles(rulebooks, calendars, faults);
    }

    private static (List<(RulebookFile File, Rulebook Value)> Rulebooks, List<(RulebookFile File, HolidayCalendar Value)> Calendars)
        Sort(IEnumerable<RulebookFile> files, Func<RulebookFile, bool> isCalendar, List<RulebookFault> faults)
    {
        var rulebooks = new List<(RulebookFile File, Rulebook Value)>();
        var calendars = new List<(RulebookFile File, HolidayCalendar Value)>();
        foreach (var file in files)
        {
            if (isCalendar(file))
            {
                Add(file, CalendarReader.Read(file), calendars, faults);
            }
            else
            {
                Add(file, RulebookReader.Read(file), rulebooks, faults);
            }
        }

        return (rulebooks, calendars);
    }

    private static void Add<T>(
        RulebookFile file, ReadResult<T> read, List<(RulebookFile File, T Value)> values, List<RulebookFault> faults)
        where T : class
    {
        faults.AddRange(read.Faults);
        if (read.Value is { } value)
        {
            values.Add((file, value));
        }
    }
}
