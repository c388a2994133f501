using CsPlatform.Ingestion.V1;
using Faults.Tests.Checking;

namespace Faults.Tests.Loads;

/// <summary>An item of a batch and the outcome that it must have. An item that must be rejected has no name.</summary>
internal sealed record SentItem(Event Event, ItemOutcome Expected, EventName? Name);
