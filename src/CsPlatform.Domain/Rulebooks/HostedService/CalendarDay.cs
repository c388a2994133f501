using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>One named day.</summary>
public sealed record CalendarDay(LocalDate Date, string NameZh, CalendarDayKind Kind);
