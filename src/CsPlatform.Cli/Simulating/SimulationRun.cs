using System.Diagnostics;
using CsPlatform.Adapters;
using CsPlatform.Cli.Importing;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Verbs;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Simulating;

/// <summary>Sends a simulated market day by day through ingestion and closes each day, as its systems and its operator would.</summary>
internal sealed class SimulationRun(VerbRun run, Simulation simulation)
{
    private const int PlatformsAtOnce = 4;
    private const string DayFormat = "yyyy-MM-dd";
    private static readonly InputEntry Generated = new(0, [], [], []);
    private readonly Dictionary<ItemOutcome, long> outcomes = [];
    private readonly Stopwatch sending = new();
    private readonly Stopwatch closing = new();
    private string? firstFault;

    /// <summary>Told after each day: how many are done.</summary>
    public Action<int> OnDay { get; set; } = _ => { };

    /// <summary>Sends and closes everything.</summary>
    /// <exception cref="CliException">Ingestion did not store an event.</exception>
    public async Task<SimulationReport> RunAsync()
    {
        var whole = Stopwatch.StartNew();
        var (done, closed) = (0, 0L);
        foreach (var (day, events) in new SimulatedMarket(simulation).Days())
        {
            await SendAsync(events).ConfigureAwait(false);
            // What comes later than the last day corrects it: closing it again takes in shops that only now have anything on it.
            var through = day < simulation.Until ? day : simulation.Until.AddDays(-1);
            closed += await CloseAsync(through).ConfigureAwait(false);
            OnDay(Math.Min(++done, simulation.Days));
        }

        if (firstFault is not null)
        {
            throw new CliException(
                $"Ingestion did not store every event, the first is {firstFault}.\n"
                + "Next: ./cs quarantine list shows them all; the sums would not be those of the simulation.");
        }

        return new SimulationReport(
            simulation.Name, simulation.Seed, simulation.From, simulation.Days, simulation.Shops, simulation.Platforms, outcomes.Values.Sum(),
            outcomes.GetValueOrDefault(ItemOutcome.Accepted), outcomes.GetValueOrDefault(ItemOutcome.Duplicate), closed,
            sending.Elapsed, closing.Elapsed, whole.Elapsed);
    }

    private async Task SendAsync(IReadOnlyList<Event> events)
    {
        sending.Start();
        var sender = new EventSender(run.Services.Ingestion, new SendLimits(), TimeProvider.System, run.Terminal.Note);
        await sender.SendAsync(events.Select(item => new OutgoingEvent(item, Generated)), Account, run.Cancellation).ConfigureAwait(false);
        sending.Stop();
    }

    private void Account(OutgoingEvent item, ItemResult result)
    {
        outcomes[result.Outcome] = outcomes.GetValueOrDefault(result.Outcome) + 1;
        if (firstFault is null && result.Outcome is not (ItemOutcome.Accepted or ItemOutcome.Duplicate))
        {
            var why = result.Violations.FirstOrDefault() is { } fault ? $": {fault.Field} {fault.Description}" : "";
            firstFault = $"{item.Event.Shop.ShopId} {item.Event.EventId}, {Wording.Word(result.Outcome)}{why}";
        }
    }

    private async Task<long> CloseAsync(DateOnly through)
    {
        closing.Start();
        var figures = 0L;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = PlatformsAtOnce, CancellationToken = run.Cancellation };
        await Parallel.ForEachAsync(
            simulation.Platforms,
            parallel,
            async (platform, _) =>
            {
                var last = await CloseVerb.CloseAsync(run, platform, through.ToString(DayFormat, null), _ => { }).ConfigureAwait(false);
                Interlocked.Add(ref figures, last.FiguresClosed);
            }).ConfigureAwait(false);
        closing.Stop();
        return figures;
    }
}
