namespace CsPlatform.Ingestion.Storage;

/// <summary>What a source offered on a day, and what became of it.</summary>
internal sealed record DayCounts(
    DateOnly Day, string Source, long Offered, long Accepted, long Duplicate, long Conflict, long Rejected);
