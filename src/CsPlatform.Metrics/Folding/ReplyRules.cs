using System.Collections.Concurrent;
using CsPlatform.Domain.Metrics;
using CsPlatform.Rulebooks;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CsPlatform.Metrics.Folding;

/// <summary>What a platform's rulebooks ask of the fold of its messages.</summary>
internal sealed class ReplyRules(RulebookCatalogue catalogue, IOptions<MetricsOptions> options)
{
    private readonly ConcurrentDictionary<string, PlatformRules> platforms = new(StringComparer.Ordinal);

    /// <summary>How far the times of sources may be off.</summary>
    public ClockSkews Skews { get; } = new(options.Value.SourceClockSkew.ToDictionary(
        skew => skew.Key, skew => Duration.FromTimeSpan(skew.Value), StringComparer.Ordinal));

    /// <summary>The platform's.</summary>
    public PlatformRules Of(string platform) => platforms.GetOrAdd(platform, key =>
    {
        var versions = catalogue.Versions(key);
        return new PlatformRules(
            new ReplyContributions(day => catalogue.Find(key, day), Skews),
            ReplyContributions.AreCountedByBuyer(versions),
            ReplyContributions.AskForHoursOfShop(versions));
    });
}
