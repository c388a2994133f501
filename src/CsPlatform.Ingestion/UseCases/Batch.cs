using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>A batch on its way: which item went to which writer, and which was rejected for what.</summary>
internal sealed class Batch(DateTimeOffset receivedAt, IReadOnlyList<Event> events)
{
    private readonly Dictionary<WriteGroup, (List<int> Items, List<PreparedEvent> Events)> shares = [];
    private readonly SortedDictionary<int, FieldFaults> rejected = [];
    private readonly List<List<int>> itemsOfRequest = [];

    /// <summary>The items.</summary>
    internal IReadOnlyList<Event> Events => events;

    /// <summary>When it came.</summary>
    internal DateTimeOffset ReceivedAt => receivedAt;

    /// <summary>The same as the contract's message.</summary>
    internal Timestamp ReceivedAtProto { get; } = Timestamp.FromDateTimeOffset(receivedAt);

    /// <summary>One request per part of the batch and writer that has something of it, in the order of the items.</summary>
    internal List<(WriteGroup Group, WriteRequest Request)> Requests { get; } = [];

    /// <summary>The rejected items.</summary>
    internal IReadOnlyCollection<RefusedItem> Rejected => [.. rejected.Select(entry => new RefusedItem(
        events[entry.Key], ItemOutcome.Rejected, ItemResults.Summary(entry.Value), receivedAt, entry.Key))];

    internal void Add(WriteGroup group, int item, PreparedEvent prepared)
    {
        if (!shares.TryGetValue(group, out var share))
        {
            shares.Add(group, share = ([], []));
        }

        share.Items.Add(item);
        share.Events.Add(prepared);
    }

    internal void Reject(int item, FieldFaults faults) => rejected.Add(item, faults);

    /// <summary>Makes requests of what was added since the last part; they are returned.</summary>
    internal IReadOnlyList<(WriteGroup Group, WriteRequest Request)> EndPart(SendingOrder order)
    {
        var before = Requests.Count;
        foreach (var (group, share) in shares)
        {
            Requests.Add((group, new WriteRequest(share.Events, order)));
            itemsOfRequest.Add(share.Items);
        }

        shares.Clear();
        return Requests[before..];
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
