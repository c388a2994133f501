using System.Globalization;

namespace Benchmarks.Ingestion;

/// <summary>
/// Events acknowledged over gRPC against rows that psql COPY stores and rows inserted one per transaction: in turns, on one server,
/// with the same durability and the same key. A round that other programs disturbed is repeated, up to a limit.
/// </summary>
internal static class PeerComparison
{
    internal static async Task<PeerReport> RunAsync(Settings settings, Action<string> note)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var peers = new Peers(service);
        await peers.CreateAsync();
        var workload = new Workload(settings.Streams, settings.Batch, settings.RandomIds);
        await RoundAsync(settings, service, peers, workload);
        var rounds = new List<PeerRound>();
        for (var i = 0; i < settings.Rounds * 2 && rounds.Count(round => !round.IsDisturbed) < settings.Rounds; i++)
        {
            rounds.Add(await RoundAsync(settings, service, peers, workload));
            note(Line(rounds[^1]));
        }

        var events = await service.ScalarAsync("SELECT sum(position) FROM feed.head");
        var bytes = await service.ScalarAsync("""
            SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('ingestion', 'feed') AND c.relkind = 'r'
            """);
        var copied = await service.ScalarAsync("SELECT pg_total_relation_size('copied')");
        var copiedRows = await service.ScalarAsync("SELECT count(*) FROM copied");
        return new PeerReport(
            settings, rounds, (double)bytes / events, (double)copied / copiedRows, Processor.Memory(service.ProcessId).Most);
    }

    private static async Task<PeerRound> RoundAsync(Settings settings, ServiceUnderTest service, Peers peers, Workload workload)
    {
        var batches = workload.Next(settings.Events);
        var file = Path.Combine(Path.GetTempPath(), $"csplatform-bench-{Environment.ProcessId}.txt");
        await Workload.WriteCopyFileAsync(file, batches);
        var ingestion = await Slice.MeasureAsync(async () =>
        {
            await Sending.RunAsync(service.Address, batches);
            return settings.Events;
        });
        var copy = await Slice.MeasureAsync(() => peers.CopyAsync(file, settings.Events));
        File.Delete(file);
        var inserts = await Slice.MeasureAsync(() => peers.InsertAsync(batches[0][0].Events[0], settings.InsertSeconds));
        return new PeerRound(ingestion, copy, inserts);
    }

    private static string Line(PeerRound round) => string.Create(
        CultureInfo.InvariantCulture,
        $"{round.Ingestion.PerSecond,12:N0} {round.Copy.PerSecond,12:N0} {round.Inserts.PerSecond,12:N0}" +
        $"{round.Ingestion.PerSecond / round.Copy.PerSecond,8:0.00}x{round.Ingestion.PerSecond / round.Inserts.PerSecond,8:0.0}x" +
        $"{(round.IsDisturbed ? "  disturbed, left out" : "")}");
}
