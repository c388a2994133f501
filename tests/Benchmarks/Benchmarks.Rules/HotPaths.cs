namespace Benchmarks.Rules;

/// <summary>What one call of a hot path costs, by round.</summary>
/// <param name="Incremental">Nanoseconds of processor time per message.</param>
/// <param name="IncrementalBytes">Bytes allocated per message.</param>
/// <param name="BytesPerConversation">Memory per open conversation.</param>
/// <param name="Decisions">Figures judged and moved per second on one core.</param>
internal sealed record HotPaths(
    IReadOnlyList<double> Incremental, double IncrementalBytes, long BytesPerConversation, IReadOnlyList<double> Decisions)
{
    private const int SanctionRuns = 1_000;

    internal static HotPaths Measure(Workload workload, Settings settings)
    {
        var messages = new IncrementalWork(workload, settings.Conversations);
        var sanctions = new SanctionWork();
        var incremental = new List<double>();
        var decisions = new List<double>();
        var allocated = 0L;
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var bytes = 0L;
            var applied = Processor(() => bytes = messages.Run(round));
            var decided = Processor(() =>
            {
                for (var run = 0; run < SanctionRuns; run++)
                {
                    sanctions.Run();
                }
            });
            if (round > 0)
            {
                allocated += bytes;
                incremental.Add(applied.TotalNanoseconds / messages.Messages);
                decisions.Add(SanctionRuns * sanctions.Figures / decided.TotalSeconds);
            }
        }

        var perMessage = (double)allocated / settings.Rounds / messages.Messages;
        return new HotPaths(incremental, perMessage, messages.BytesPerConversation, decisions);
    }

    // Processor time of the whole process: nothing else of it runs meanwhile, and what other processes do does not count.
    private static TimeSpan Processor(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return Environment.CpuUsage.TotalTime - before;
    }
}
