using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Persistence;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>A batch on its way: which item went to which writer, and which was rejected for what.</summary>
internal sealed class Batch(Arrival arrival, IReadOnlyList<Event> events)
{
    private readonly Dictionary<WriteGroup, (List<int> Items, List<PreparedEvent> Events)> shares = [];
    private readonly SortedDictionary<int, FieldFaults> rejected = [];
    private readonly List<List<int>> itemsOfRequest = [];

    /// <summary>The items.</summary>
    internal IReadOnlyList<Event> Events => events;

    /// <summary>Its coming.</summary>
    internal Arrival Arrival => arrival;

    /// <summary>One request per part of the batch and writer that has something of it, in the order of the items.</summary>
    internal List<(WriteGroup Group, WriteRequest Request)> Requests { get; } = [];

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

            counts.Offer(arrival.Day, Quarantine.Printable(events[i].Source, Limits.Source));
            if (results[i].Outcome is ItemOutcome.Rejected or ItemOutcome.Conflict)
            {
                var cause = rejected.TryGetValue(i, out var faults) ? ItemResults.Summary(faults) : ItemResults.Summary(results[i]);
                refused.Add(new RefusedItem(events[i], results[i].Outcome, cause, arrival.ReceivedAt, i));
            }
        }

        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Outcome is not ItemOutcome.Accepted)
            {
                counts.Answer(arrival.Day, Quarantine.Printable(events[i].Source, Limits.Source), results[i].Outcome);
            }
        }

        return new Remainder(arrival, refused, counts);
    }
}
