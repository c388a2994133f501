using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion.Storage;

/// <summary>An item that was not accepted, and why.</summary>
internal sealed record RefusedItem(Event Item, ItemOutcome Outcome, string Cause, DateTimeOffset ReceivedAt);
