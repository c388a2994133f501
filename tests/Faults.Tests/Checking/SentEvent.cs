using CsPlatform.Ingestion.V1;

namespace Faults.Tests.Checking;

/// <summary>An event as a sender sent it, with its place in its conversation.</summary>
internal sealed record SentEvent(Event Event, string Conversation, int Sequence);
