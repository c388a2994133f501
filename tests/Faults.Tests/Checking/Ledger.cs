using CsPlatform.Ingestion.V1;

namespace Faults.Tests.Checking;

/// <summary>
/// What the senders know: what they sent, and what they were told became of it. Kept apart from the service in every way, so that it
/// can be held against the feed.
/// </summary>
internal sealed class Ledger
{
    private const int MostFaults = 50;

    private readonly Lock gate = new();
    private readonly Dictionary<EventName, SentEvent> sent = [];
    private readonly Dictionary<EventName, Place> acknowledged = [];
    private readonly Dictionary<EventName, string> claims = [];
    private readonly List<string> faults = [];

    /// <summary>Everything that was sent under an id of its own.</summary>
    internal IReadOnlyDictionary<EventName, SentEvent> Sent => sent;

    /// <summary>The place of everything that was acknowledged.</summary>
    internal IReadOnlyDictionary<EventName, Place> Acknowledged => acknowledged;

    /// <summary>Answers that contradict each other or what was sent.</summary>
    internal IReadOnlyList<string> Faults => faults;

    /// <summary>Events acknowledged so far; may be asked at any time.</summary>
    internal int AcknowledgedCount
    {
        get
        {
            lock (gate)
            {
                return acknowledged.Count;
            }
        }
    }

    /// <summary>Notes an event before it is sent for the first time.</summary>
    internal void Send(SentEvent item)
    {
        lock (gate)
        {
            sent.TryAdd(EventName.Of(item.Event), item);
        }
    }

    /// <summary>
    /// Notes what an answer says of an event. The batch is who may be told ACCEPTED of it: nobody else, however often it is sent.
    /// </summary>
    internal void Answer(EventName name, string batch, ItemOutcome outcome, Place place)
    {
        lock (gate)
        {
            if (!acknowledged.TryAdd(name, place) && acknowledged[name] != place)
            {
                Note($"{name} was acknowledged at {acknowledged[name]} and later, as {outcome}, at {place}.");
            }

            if (outcome is ItemOutcome.Accepted && !claims.TryAdd(name, batch) && claims[name] != batch)
            {
                Note($"{name} was accepted twice: from {claims[name]} and from {batch}.");
            }
        }
    }

    /// <summary>Notes an answer that cannot be right.</summary>
    internal void Wrong(string what)
    {
        lock (gate)
        {
            Note(what);
        }
    }

    private void Note(string what)
    {
        if (faults.Count < MostFaults)
        {
            faults.Add(what);
        }
    }
}
