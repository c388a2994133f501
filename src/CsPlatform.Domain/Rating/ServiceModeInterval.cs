using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>A stretch in one mode: includes <paramref name="From"/>, excludes <paramref name="Until"/>; null = without end on that side.</summary>
public readonly record struct ServiceModeInterval(Instant? From, Instant? Until, ServiceMode Mode)
{
    /// <summary>Whether the instant lies in it.</summary>
    public bool Contains(Instant at) => (From is not { } from || from <= at) && (Until is not { } until || at < until);
}
