using CsPlatform.Ingestion.V1;

namespace Faults.Tests.Loads;

/// <summary>A batch of one sender. It keeps its number and its items however often it is sent.</summary>
internal sealed class SentBatch(string session, long number, IReadOnlyList<SentItem> items)
{
    internal long Number => number;

    internal IReadOnlyList<SentItem> Items => items;

    /// <summary>What a request of its own is called.</summary>
    internal string Name { get; } = $"{session}/{number}";

    /// <summary>How often it was sent so far.</summary>
    internal int Sendings { get; set; }

    /// <summary>The first answer.</summary>
    internal IReadOnlyList<ItemResult>? Answer { get; set; }

    internal IngestEventsRequest ToRequest() => new()
    {
        BatchNumber = number,
        SessionId = session,
        Events = { items.Select(item => item.Event) },
    };

    internal SubmitEventsRequest ToSubmission() => new() { RequestId = Name, Events = { items.Select(item => item.Event) } };
}
