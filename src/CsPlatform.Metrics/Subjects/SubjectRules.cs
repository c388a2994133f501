using System.Collections.Concurrent;
using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime;

namespace CsPlatform.Metrics.Subjects;

/// <summary>What the rulebooks ask of facts that are no messages.</summary>
internal sealed class SubjectRules(RulebookCatalogue catalogue)
{
    private readonly ConcurrentDictionary<string, FactBonds> bonds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> everyDay = new(StringComparer.Ordinal);

    /// <summary>All versions of a platform's rulebook.</summary>
    internal IReadOnlyList<Rulebook> Versions(string platform) => catalogue.Versions(platform);

    /// <summary>The rulebook of a day; null when none is in force.</summary>
    internal Rulebook? Find(string platform, LocalDate day) => catalogue.Find(platform, day);

    /// <summary>What ties subjects of the platform to each other.</summary>
    internal FactBonds Bonds(string platform) => bonds.GetOrAdd(platform, of => FactBonds.Of(Versions(of)));

    /// <summary>Whether a metric of the platform counts days on which nothing happened.</summary>
    internal bool CountsEveryDay(string platform) => everyDay.GetOrAdd(
        platform,
        of => Versions(of).SelectMany(version => version.Metrics).Any(metric => DayFacts.CountsEveryDay(metric.Formula)));
}
