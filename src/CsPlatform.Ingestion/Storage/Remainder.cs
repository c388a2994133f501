namespace CsPlatform.Ingestion.Storage;

/// <summary>What a batch leaves behind beside what is stored of it.</summary>
/// <param name="Arrival">The batch.</param>
/// <param name="Refused">What was rejected or is in conflict.</param>
/// <param name="Counts">Every item that was not accepted, duplicates too.</param>
internal sealed record Remainder(Arrival Arrival, IReadOnlyCollection<RefusedItem> Refused, IntakeTally Counts);
