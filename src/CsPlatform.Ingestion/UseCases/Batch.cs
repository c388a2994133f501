using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>A batch on its way: which item went to which writer, and which was rejected for what.</summary>
internal sealed class Batch(DateTimeOffset receivedAt, IReadOnlyList<Event> events)
{
    private readonly Dictionary<(WriteGroup Group, int Part), (List<int> Items, List<PreparedEvent> Events)> shares = [];
    private readonly SortedDictionary<int, FieldFaults> rejected = [];
    private readonly List<List<int>> itemsOfRequest = [];

    /// <summary>One request per part of the batch and writer that has something of it, in the order of the items.</summary>
    internal List<(WriteGroup Group, WriteRequest Request)> Requests { get; } = [];

    /// <summary>The rejected items.</summary>
    internal IReadOnlyCollection<RefusedItem> Rejected => [.. rejected.Select(entry => new RefusedItem(
        events[entry.Key], ItemOutcome.Rejected, ItemResults.Summary(entry.Value), receivedAt, entry.Key))];

    internal void Add(WriteGroup group, int item, PreparedEvent prepared)
    {
        var key = (group, item / Limits.PartEvents);
        if (!shares.TryGetValue(key, out var share))
        {
            shares.Add(key, share = ([], []));
        }

        share.Items.Add(item);
        share.Events.Add(prepared);
    }

    internal void Reject(int item, FieldFaults faults) => rejected.Add(item, faults);

    /// <summary>Makes the requests; nothing is added afterwards.</summary>
    internal void Seal(SendingOrder order)
    {
        foreach (var ((group, _), share) in shares)
        {
            Requests.Add((group, new WriteRequest(share.Events, order)));
            itemsOfRequest.Add(share.Items);
        }
    }

    /// <summary>One result per item, in the batch's order.</summary>
    internal async Task<IReadOnlyList<ItemResult>> ResultsAsync()
    {
        var results = new ItemResult[events.Count];
        for (var i = 0; i < Requests.Count; i++)
        {
            var request = Requests[i].Request;
            var verdicts = await request.Done;
            for (var j = 0; j < verdicts.Length; j++)
            {
                results[itemsOfRequest[i][j]] = ItemResults.ToProto(request.Events[j], verdicts[j]);
            }
        }

        ItemResults.AddRejected(results, rejected);
        return results;
    }

    /// <summary>The items whose id was taken by other content.</summary>
    internal IReadOnlyCollection<RefusedItem> Conflicts(IReadOnlyList<ItemResult> results)
        => [.. results.Select((result, i) => (result, i)).Where(entry => entry.result.Outcome is ItemOutcome.Conflict)
            .Select(entry => new RefusedItem(
                events[entry.i], ItemOutcome.Conflict, ItemResults.Summary(entry.result), receivedAt, entry.i))];
}
