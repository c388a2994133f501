using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>The days a rulebook holds: includes <see cref="From"/>, excludes <see cref="Until"/>; null = without end.</summary>
internal sealed record RulebookDates(LocalDate From, LocalDate? Until);
