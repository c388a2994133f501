using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>A stretch in one mode: half-open, null = without end on that side.</summary>
/// <param name="From">First instant, included.</param>
/// <param name="Until">Instant after the last, excluded.</param>
/// <param name="Mode">The mode.</param>
public readonly record struct ServiceModeInterval(Instant? From, Instant? Until, ServiceMode Mode)
{
    /// <summary>Whether the instant lies in it.</summary>
    public bool Contains(Instant at) => (From is not { } from || from <= at) && (Until is not { } until || at < until);
}
