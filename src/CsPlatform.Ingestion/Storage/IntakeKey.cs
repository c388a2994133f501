using NodaTime;

namespace CsPlatform.Ingestion.Storage;

/// <summary>What is counted together: a source's items that came on one day.</summary>
/// <param name="Slot">Spreads the counting over rows, so that it does not wait for itself; only their sum says something.</param>
/// <param name="Day">The natural day.</param>
/// <param name="Source">The source.</param>
internal readonly record struct IntakeKey(short Slot, LocalDate Day, string Source);
