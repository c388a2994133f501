namespace CsPlatform.Ingestion.Storage;

/// <summary>Makes durable what was not accepted of a batch, when all else of it is durable.</summary>
internal delegate Task KeepRemainder(Remainder remainder, CancellationToken cancellation);
