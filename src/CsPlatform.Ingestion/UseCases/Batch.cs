using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Persistence;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>
/// A batch on its way: which item went to which writer, and which was rejected for what. It does not keep the messages of items that are
/// on their way as records: what waits for its commit is most of what the process holds.
/// </summary>
/// <param name="arrival">Its coming.</param>
/// <param name="count">How many items it has.</param>
internal sealed class Batch(Arrival arrival, int count)
{
    private readonly PreparedEvent?[] prepared = new PreparedEvent?[count];
    private readonly Dictionary<WriteGroup, (List<int> Items, List<PreparedEvent> Events)> shares = [];
    private readonly SortedDictionary<int, (Event Item, FieldFaults Faults)> rejected = [];
    private readonly List<List<int>> itemsOfRequest = [];

    /// <summary>Its coming.</summary>
    internal Arrival Arrival => arrival;

    /// <summary>One request per part of the batch and writer that has something of it, in the order of the items.</summary>
    internal List<(WriteGroup Group, WriteRequest Request)> Requests { get; } = [];

    internal void Add(WriteGroup group, int item, PreparedEvent valid)
    {
        prepared[item] = valid;
        if (!shares.TryGetValue(group, out var share))
        {
            shares.Add(group, share = ([], []));
        }

        share.Items.Add(item);
        share.Events.Add(valid);
    }

    internal void Reject(int index, Event item, FieldFaults faults) => rejected.Add(index, (item, faults));

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
        var results = new ItemResult[count];
        for (var i = 0; i < Requests.Count; i++)
        {
            var request = Requests[i].Request;
            var verdicts = await request.Done;
            for (var j = 0; j < verdicts.Length; j++)
            {
                results[itemsOfRequest[i][j]] = ItemResults.ToProto(request.Events[j], verdicts[j]);
            }
        }

        ItemResults.AddRejected(results, rejected.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Faults)));
        return results;
    }

    /// <summary>What is left when everything else of the batch is durable.</summary>
    internal Remainder Remainder(IReadOnlyList<ItemResult> results)
    {
        var refused = new List<RefusedItem>();
        var counts = new IntakeTally((int)(arrival.Claim & (Partitions.Count - 1)));
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Outcome is ItemOutcome.Accepted)
            {
                continue;
            }

            counts.Offer(arrival.Day, SourceOf(i));
            if (results[i].Outcome is ItemOutcome.Rejected or ItemOutcome.Conflict)
            {
                refused.Add(Refused(i, results[i]));
            }
        }

        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Outcome is not ItemOutcome.Accepted)
            {
                counts.Answer(arrival.Day, SourceOf(i), results[i].Outcome);
            }
        }

        return new Remainder(arrival, refused, counts);
    }

    private string SourceOf(int index)
        => prepared[index]?.Sender.Source ?? Quarantine.Printable(rejected[index].Item.Source, Limits.Source);

    private RefusedItem Refused(int index, ItemResult result) => prepared[index] is { } valid
        ? new RefusedItem(EventCodec.ItemOf(valid), result.Outcome, ItemResults.Summary(result), arrival.ReceivedAt, index)
        : new RefusedItem(
            rejected[index].Item, result.Outcome, ItemResults.Summary(rejected[index].Faults), arrival.ReceivedAt, index);
}
