using CsPlatform.Adapters;
using CsPlatform.Cli.Importing;
using CsPlatform.Cli.Verbs;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Demo;

/// <summary>Sends events of the demo and checks that each is stored.</summary>
internal static class DemoSender
{
    private static readonly InputEntry Generated = new(0, [], [], []);

    /// <summary>How many were stored now, and how many by an earlier demo.</summary>
    public static async Task<(long Accepted, long Duplicate)> SendAsync(VerbRun run, IReadOnlyList<Event> events, DemoChecks checks)
    {
        var counts = new Dictionary<ItemOutcome, long>();
        var faults = new List<string>();
        var sender = new EventSender(run.Services.Ingestion, new SendLimits(), TimeProvider.System, run.Terminal.Note);
        await sender.SendAsync(
            events.Select(e => new OutgoingEvent(e, Generated)),
            (item, result) =>
            {
                counts[result.Outcome] = counts.GetValueOrDefault(result.Outcome) + 1;
                faults.AddRange(result.Violations.Take(1).Select(v => $"{item.Event.EventId}, {v.Field}: {v.Description}"));
            },
            run.Cancellation).ConfigureAwait(false);
        var (accepted, duplicate) = (counts.GetValueOrDefault(ItemOutcome.Accepted), counts.GetValueOrDefault(ItemOutcome.Duplicate));
        checks.Same("events stored now or before", accepted + duplicate, events.Count);
        checks.Same("first rejected event", faults.FirstOrDefault() ?? "none", "none");
        return (accepted, duplicate);
    }
}
