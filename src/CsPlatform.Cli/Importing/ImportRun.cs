using CsPlatform.Adapters;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Importing;

/// <summary>Sends one input and counts what became of it.</summary>
public sealed class ImportRun(
    IngestionService.IngestionServiceClient client, IEventReader reader, RejectsFile rejects, Action<string> note)
{
    private const int RejectsShown = 10;
    private readonly long[] outcomes = new long[(int)ItemOutcome.Rejected + 1];
    private long rows;
    private long badRows;
    private int shown;

    /// <summary>Told as answers come in: events answered.</summary>
    public Action<long> OnProgress { get; set; } = _ => { };

    /// <summary>Sends the file to its end.</summary>
    /// <exception cref="Output.CliException">The service refused the stream or stayed away.</exception>
    public async Task<ImportReport> RunAsync(SendLimits limits, TimeProvider time, CancellationToken cancellation)
    {
        var sender = new EventSender(client, limits, time, note);
        await sender.SendAsync(Events(), Answered, cancellation).ConfigureAwait(false);
        var notShown = badRows + Count(ItemOutcome.Rejected) + Count(ItemOutcome.Conflict) - RejectsShown;
        if (notShown > 0)
        {
            note($"… and {notShown} more, all in {rejects.Path}");
        }

        return new ImportReport(
            outcomes.Sum() + badRows,
            Count(ItemOutcome.Accepted),
            Count(ItemOutcome.Duplicate),
            Count(ItemOutcome.Conflict),
            Count(ItemOutcome.Rejected) + badRows,
            badRows,
            rows,
            sender.Reconnects,
            rejects.Path);
    }

    private IEnumerable<OutgoingEvent> Events()
    {
        foreach (var entry in reader.Read())
        {
            rows++;
            if (entry.Faults.Count > 0)
            {
                badRows++;
                var named = entry.Faults.Select(fault => fault.Field).Where(field => field.Length > 0);
                var fields = string.Join(", ", named.Distinct());
                var reasons = entry.Faults.Count == 1
                    ? entry.Faults[0].Reason
                    : string.Join("; ", entry.Faults.Select(fault => $"{fault.Field}: {fault.Reason}"));
                Keep(new Reject(entry, "", fields, reasons));
            }

            foreach (var item in entry.Events)
            {
                yield return new OutgoingEvent(item, entry);
            }
        }
    }

    private void Answered(OutgoingEvent item, ItemResult result)
    {
        var known = result.Outcome is ItemOutcome.Accepted or ItemOutcome.Duplicate or ItemOutcome.Conflict
            ? result.Outcome
            : ItemOutcome.Rejected;
        outcomes[(int)known]++;
        if (known is ItemOutcome.Conflict)
        {
            var stored = Convert.ToHexStringLower(result.StoredContentHash.Span);
            var reason = $"this id is stored with other content (sha256 {stored})";
            Keep(new Reject(item.Entry, item.Event.EventId, "event_id", reason));
        }
        else if (known is ItemOutcome.Rejected)
        {
            var fields = string.Join(", ", result.Violations.Select(violation => violation.Field).Distinct());
            var reasons = string.Join("; ", result.Violations.Select(violation => violation.Description));
            var reason = reasons.Length == 0 ? $"the service answered {result.Outcome}" : reasons;
            Keep(new Reject(item.Entry, item.Event.EventId, fields, reason));
        }

        OnProgress(outcomes.Sum());
    }

    private void Keep(Reject reject)
    {
        rejects.Add(reject);
        if (Interlocked.Increment(ref shown) <= RejectsShown)
        {
            note($"not stored: {reject}");
        }
    }

    private long Count(ItemOutcome outcome) => outcomes[(int)outcome];
}
