using System.Text;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Rulebooks;

/// <summary>All rulebooks and calendars that are known. Immutable, safe to share between threads.</summary>
public sealed class RulebookCatalogue
{
    private readonly Dictionary<string, IReadOnlyList<Rulebook>> platforms;
    private readonly Dictionary<string, HolidayCalendar> calendars;

    private RulebookCatalogue(IEnumerable<Rulebook> rulebooks, IEnumerable<HolidayCalendar> calendars)
    {
        platforms = rulebooks.GroupBy(rulebook => rulebook.Platform)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Rulebook>)[.. group.OrderBy(r => r.Version)]);
        this.calendars = calendars.ToDictionary(calendar => calendar.Id);
        Platforms = [.. platforms.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Keys of the platforms that have a rulebook, in ordinal order.</summary>
    public IReadOnlyList<string> Platforms { get; }

    /// <summary>The catalogue of the files that ship with this assembly.</summary>
    /// <exception cref="RulebookFaultException">A shipped file is faulty.</exception>
    public static RulebookCatalogue LoadEmbedded() => Load(EmbeddedFiles());

    /// <summary>The catalogue of the given files: "calendars/…" are calendars, all others are rulebooks.</summary>
    /// <exception cref="RulebookFaultException">Any fault in any file, a name that does not fit its content, versions that
    /// overlap or leave a gap, a calendar that is missing or stands twice.</exception>
    public static RulebookCatalogue Load(IEnumerable<RulebookFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var faults = new List<RulebookFault>();
        var calendars = new List<(RulebookFile File, HolidayCalendar Value)>();
        var rulebooks = new List<(RulebookFile File, Rulebook Value)>();
        foreach (var file in files)
        {
            if (file.Name.StartsWith("calendars/", StringComparison.Ordinal))
            {
                Add(file, CalendarReader.Read(file), calendars, faults);
            }
            else
            {
                Add(file, RulebookReader.Read(file), rulebooks, faults);
            }
        }

        faults.AddRange(CatalogueChecks.Find(rulebooks, calendars));
        return faults.Count == 0
            ? new RulebookCatalogue(rulebooks.Select(r => r.Value), calendars.Select(c => c.Value))
            : throw new RulebookFaultException(faults);
    }

    /// <summary>Whether the platform has any rulebook.</summary>
    public bool Knows(string platform) => platforms.ContainsKey(platform);

    /// <summary>Why the text is no platform that has a rulebook, and what to send instead; null when it is one.</summary>
    public string? WhyUnknown(string platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var known = string.Join(", ", Platforms);
        return platform.Length == 0 ? $"Missing: send one of {known}."
            : Knows(platform) ? null
            : $"\"{platform}\" has no rulebook; known platforms are: {known}.";
    }

    /// <summary>All versions of a platform's rulebook, oldest first; empty for an unknown platform.</summary>
    public IReadOnlyList<Rulebook> Versions(string platform) => platforms.GetValueOrDefault(platform, []);

    /// <summary>The rulebook in force on that day of China Standard Time; null when none is.</summary>
    public Rulebook? Find(string platform, LocalDate day)
    {
        foreach (var rulebook in Versions(platform))
        {
            if (rulebook.HoldsOn(day))
            {
                return rulebook;
            }
        }

        return null;
    }

    /// <summary>The calendar of that id; null when there is none.</summary>
    public HolidayCalendar? Calendar(string id) => calendars.GetValueOrDefault(id);

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

    private static IEnumerable<RulebookFile> EmbeddedFiles()
    {
        var assembly = typeof(RulebookCatalogue).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal));
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return new RulebookFile(name.Replace('\\', '/'), reader.ReadToEnd());
        }
    }
}
