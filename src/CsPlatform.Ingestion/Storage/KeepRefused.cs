namespace CsPlatform.Ingestion.Storage;

/// <summary>Makes durable what was not accepted of a batch; it is called with the faulty items, then with those in conflict.</summary>
internal delegate Task KeepRefused(IReadOnlyCollection<RefusedItem> items, CancellationToken cancellation);
