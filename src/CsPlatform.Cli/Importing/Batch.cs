using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Importing;

/// <summary>A batch from its building until its answer.</summary>
internal sealed class Batch(long number, IReadOnlyList<OutgoingEvent> items)
{
    public long Number { get; } = number;

    public IReadOnlyList<OutgoingEvent> Items { get; } = items;

    /// <summary>The same each time it is sent: number and content are what the service knows it by.</summary>
    public IngestEventsRequest Request(string session)
    {
        var request = new IngestEventsRequest { SessionId = session, BatchNumber = Number };
        request.Events.AddRange(Items.Select(item => item.Event));
        return request;
    }

    /// <summary>Cuts events into batches, numbered from 1.</summary>
    public static IEnumerable<Batch> Of(IEnumerable<OutgoingEvent> events, SendLimits limits)
    {
        var items = new List<OutgoingEvent>();
        var (number, bytes) = (0L, 0L);
        foreach (var item in events)
        {
            items.Add(item);
            bytes += item.Event.CalculateSize();
            if (items.Count >= limits.BatchEvents || bytes >= limits.BatchBytes)
            {
                yield return new Batch(++number, items);
                (items, bytes) = ([], 0);
            }
        }

        if (items.Count > 0)
        {
            yield return new Batch(++number, items);
        }
    }
}
