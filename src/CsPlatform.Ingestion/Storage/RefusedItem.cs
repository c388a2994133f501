using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion.Storage;

/// <summary>An item that was not accepted, and why.</summary>
/// <param name="Item">The item.</param>
/// <param name="Outcome">REJECTED or CONFLICT.</param>
/// <param name="Cause">Every fault or the conflict, in one line.</param>
/// <param name="ReceivedAt">When its batch came.</param>
/// <param name="Index">Its place in the batch, from 0.</param>
internal sealed record RefusedItem(Event Item, ItemOutcome Outcome, string Cause, DateTimeOffset ReceivedAt, int Index);
