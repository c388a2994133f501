using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Rulebooks;

/// <summary>All rulebooks and calendars that are known. Immutable, safe to share between threads.</summary>
public sealed class RulebookCatalogue
{
    /// <summary>
    /// Configuration key of every service: a folder (or single file) of rulebooks that are added to the shipped ones.
    /// </summary>
    public const string FolderKey = "Rulebooks:Folder";

    private readonly Dictionary<string, IReadOnlyList<Rulebook>> platforms;
    private readonly Dictionary<string, HolidayCalendar> calendars;
    private readonly Dictionary<(string Platform, LocalDate Version), RulebookFile> files;

    private RulebookCatalogue(CatalogueFiles found)
    {
        files = found.Rulebooks.ToDictionary(r => (r.Value.Platform, r.Value.Version), r => r.File);
        platforms = found.Rulebooks.Select(r => r.Value).GroupBy(rulebook => rulebook.Platform)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Rulebook>)[.. group.OrderBy(r => r.Version)]);
        calendars = found.Calendars.ToDictionary(calendar => calendar.Value.Id, calendar => calendar.Value);
        Platforms = [.. platforms.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Keys of the platforms that have a rulebook, in ordinal order.</summary>
    public IReadOnlyList<string> Platforms { get; }

    /// <summary>The catalogue of the files that ship with this assembly.</summary>
    /// <exception cref="RulebookFaultException">A shipped file is faulty.</exception>
    public static RulebookCatalogue LoadEmbedded() => Load(RulebookFiles.Shipped());

    /// <summary>
    /// The shipped files, and those of a folder or single file: one that has a shipped platform and version, or a shipped
    /// calendar's id, takes its place. Null or empty: the shipped files alone.
    /// </summary>
    /// <exception cref="RulebookFaultException">Any fault in any file.</exception>
    public static RulebookCatalogue LoadWith(string? folder) =>
        string.IsNullOrEmpty(folder) ? LoadEmbedded() : Load(RulebookFiles.Shipped(), RulebookFiles.In(folder));

    /// <summary>The catalogue of the given files.</summary>
    /// <param name="shipped">"calendars/…" are calendars, all others are rulebooks; a file's name must fit its content.</param>
    /// <param name="added">
    /// Files of any name, each of which replaces the shipped one of the same platform and version, or calendar id.
    /// </param>
    /// <exception cref="RulebookFaultException">Any fault in any file, a name that does not fit its content, versions that
    /// overlap or leave a gap, a calendar that is missing or stands twice.</exception>
    public static RulebookCatalogue Load(IEnumerable<RulebookFile> shipped, IEnumerable<RulebookFile>? added = null)
    {
        var found = CatalogueFiles.Read(shipped, added ?? []);
        return found.Faults.Count == 0 ? new RulebookCatalogue(found) : throw new RulebookFaultException(found.Faults);
    }

    /// <summary>Every fault that <see cref="Load"/> would tell; empty when it would not fail.</summary>
    public static IReadOnlyList<RulebookFault> Check(IEnumerable<RulebookFile> shipped, IEnumerable<RulebookFile> added) =>
        CatalogueFiles.Read(shipped, added).Faults;

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

    /// <summary>The file that a rulebook of this catalogue was read from.</summary>
    public RulebookFile FileOf(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return files[(rulebook.Platform, rulebook.Version)];
    }
}
