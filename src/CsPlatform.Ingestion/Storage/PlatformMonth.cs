using NodaTime;

namespace CsPlatform.Ingestion.Storage;

/// <summary>A natural month (China Standard Time) of a platform, by its first day.</summary>
internal readonly record struct PlatformMonth(string Platform, LocalDate Month);
