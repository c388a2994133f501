using CsPlatform.Ingestion.Flow;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>
/// Offers quarantined items anew, by the way that everything comes in, in the order in which they came first. What became of an item
/// is noted after it is stored: whoever is interrupted between the two finds a duplicate the next time, and notes that.
/// </summary>
internal sealed class RedriveQuarantine(
    QuarantineShelf shelf,
    Admission admission,
    BatchIntake intake,
    Database database,
    FeedLog log,
    SenderDirectory senders,
    TimeProvider time)
{
    private const int MostIds = 1_000;

    // Items may have 256 KiB each: so much of them is in memory at a time.
    private const int MostBytesAtOnce = 1 << 20;

    internal async Task<RedriveQuarantineResponse> HandleAsync(RedriveQuarantineRequest request, CancellationToken cancellation)
    {
        var ids = Read(request.Ids);
        var entries = await shelf.FindAsync([.. ids.Distinct()], cancellation);
        RefuseMissing(ids, entries);
        var order = new SendingOrder();
        var judge = request.DryRun ? new EventJudge(database, log, senders) : null;
        var results = new Dictionary<QuarantineId, RedriveResult>();
        foreach (var share in Shares(entries.Values, results))
        {
            await OfferAsync(share, order, judge, results, cancellation);
        }

        ItemResults.Fit(results.Values.Select(result => result.Result).OfType<ItemResult>());
        return new RedriveQuarantineResponse { Results = { ids.Select(id => results[id]) } };
    }

    private static List<QuarantineId> Read(RepeatedField<string> texts)
    {
        var faults = new FieldFaults();
        faults.AddIf(texts.Count == 0, "ids", $"Missing: name 1 to {MostIds} items.");
        faults.AddIf(texts.Count > MostIds, "ids", $"Names {texts.Count} items; name at most {MostIds} at once.");
        faults.ThrowIfAny();
        var ids = new List<QuarantineId>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (QuarantineId.Parse(texts[i]) is { } id)
            {
                ids.Add(id);
            }
            else
            {
                faults.Add($"ids[{i}]", "No id of an item in quarantine: send one as ListQuarantine tells it.");
            }
        }

        faults.ThrowIfAny();
        return ids;
    }

    private static void RefuseMissing(List<QuarantineId> ids, IReadOnlyDictionary<QuarantineId, QuarantineEntry> entries)
    {
        var missing = ids.Find(id => !entries.ContainsKey(id));
        if (missing is not null)
        {
            throw Refusal.NotFound("quarantined item", missing.ToString(), $"{missing} is not in quarantine; nothing was offered.");
        }
    }

    // The whole items, in the order in which they came, in shares that fit into memory.
    private static IEnumerable<List<QuarantineId>> Shares(
        IEnumerable<QuarantineEntry> entries, Dictionary<QuarantineId, RedriveResult> results)
    {
        var share = new List<QuarantineId>();
        var size = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.ReceivedAt).ThenBy(entry => entry.Index)
            .ThenBy(entry => entry.Id.Hash, StringComparer.Ordinal))
        {
            if (entry.IsCutOff)
            {
                Refuse(results, entry.Id, $"Cut off: {entry.KeptBytes} of its {entry.ContentSize} bytes were kept; its source has to send it.");
                continue;
            }

            if (share.Count > 0 && size + entry.KeptBytes > MostBytesAtOnce)
            {
                yield return share;
                (share, size) = ([], 0);
            }

            share.Add(entry.Id);
            size += entry.KeptBytes;
        }

        if (share.Count > 0)
        {
            yield return share;
        }
    }

    private static void Refuse(Dictionary<QuarantineId, RedriveResult> results, QuarantineId id, string why)
        => results[id] = new RedriveResult { Id = id.ToString(), Refusal = why };

    private async Task OfferAsync(
        List<QuarantineId> share,
        SendingOrder order,
        EventJudge? judge,
        Dictionary<QuarantineId, RedriveResult> results,
        CancellationToken cancellation)
    {
        var content = await shelf.ContentAsync(share, cancellation);
        var offered = new List<QuarantineId>(share.Count);
        var events = new List<Event>(share.Count);
        foreach (var id in share)
        {
            var (item, refusal) = Decode(content.GetValueOrDefault(id));
            if (item is null)
            {
                Refuse(results, id, refusal);
                continue;
            }

            events.Add(item);
            offered.Add(id);
        }

        var answers = judge is null
            ? await StoreAsync(offered, events, order, cancellation)
            : await intake.JudgeAsync(events, judge, cancellation);
        for (var i = 0; i < offered.Count; i++)
        {
            results[offered[i]] = new RedriveResult { Id = offered[i].ToString(), Result = answers[i] };
        }
    }

    private static (Event? Item, string Refusal) Decode(byte[]? content)
    {
        try
        {
            return content is null ? (null, "It was removed from quarantine meanwhile.") : (Event.Parser.ParseFrom(content), "");
        }
        catch (InvalidProtocolBufferException e)
        {
            return (null, $"Its bytes are no event: {e.Message}");
        }
    }

    private async Task<IReadOnlyList<ItemResult>> StoreAsync(
        List<QuarantineId> ids, List<Event> events, SendingOrder order, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var refused = new Dictionary<int, RefusedItem>();
        var (admitted, _) = await admission.AdmitAsync(events, events.Sum(item => item.CalculateSize()), cancellation);
        var answers = await await intake.TakeAsync(events, order, admitted, cancellation, CollectAsync);
        var settlements = ids.Select((id, i) => new QuarantineSettlement(id, refused.GetValueOrDefault(i)));
        await shelf.SettleAsync([.. settlements], time.GetUtcNow(), CancellationToken.None);
        return answers;

        // What is refused again was counted when it came.
        Task CollectAsync(Remainder remainder, CancellationToken token)
        {
            foreach (var item in remainder.Refused)
            {
                refused.Add(item.Index, item);
            }

            return Task.CompletedTask;
        }
    }
}
