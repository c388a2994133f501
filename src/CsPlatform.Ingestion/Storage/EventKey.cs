namespace CsPlatform.Ingestion.Storage;

/// <summary>The key of an event as the database compares it.</summary>
internal readonly record struct EventKey(short Partition, int Sender, string EventId);
