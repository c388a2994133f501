using System.Runtime.CompilerServices;
using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime;

namespace CsPlatform.Metrics.Board;

/// <summary>What holds for running figures: today, and each platform's limits today.</summary>
internal sealed class RunningRules(RulebookCatalogue catalogue, TimeProvider time)
{
    // The limits of a rulebook never change, and a batch asks for them shop by shop.
    private readonly ConditionalWeakTable<Rulebook, IReadOnlyList<HeadroomLimit>> known = [];

    /// <summary>The present instant.</summary>
    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>The present natural day.</summary>
    public LocalDate Today => ChinaTime.Day(Now);

    /// <summary>The rulebook of a platform on a day; null when none is in force.</summary>
    public Rulebook? Find(string platform, LocalDate day) => catalogue.Find(platform, day);

    /// <summary>The limits of a rulebook, in its order.</summary>
    public IReadOnlyList<HeadroomLimit> LimitsOf(Rulebook rulebook) => known.GetValue(rulebook, HeadroomLimits.Of);
}
