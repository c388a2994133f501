using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>The days a rulebook holds: includes <see cref="From"/>, excludes <see cref="Until"/>; null = without end.</summary>
internal sealed record RulebookDates(LocalDate From, LocalDate? Until)
{
    /// <summary>Whether both could be read; when not, no other day can be held against them.</summary>
    public bool AreRead => From > LocalDate.MinIsoValue && (Until is not { } until || until > LocalDate.MinIsoValue);
}
