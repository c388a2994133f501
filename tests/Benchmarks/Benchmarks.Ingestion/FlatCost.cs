using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Ingestion;

/// <summary>Whether an event costs as much when many are stored as when few are: events in one after the other, looked at every million.</summary>
internal static class FlatCost
{
    private const int Look = 1_000_000;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static async Task<FlatReport> RunAsync(Settings settings, Action<string> note)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var workload = new Workload(settings.Streams, settings.Batch, settings.RandomIds);
        await Sending.RunAsync(service.Address, workload.Next(50_000));
        var looks = new List<FlatLook>();
        for (var million = 1; million <= settings.Millions; million++)
        {
            double seconds = 0, processor = 0, others = 0;
            for (var part = 0; part < Look / settings.Events; part++)
            {
                var batches = workload.Next(settings.Events);
                var slice = await Slice.MeasureAsync(async () =>
                {
                    await Sending.RunAsync(service.Address, batches);
                    return settings.Events;
                });
                seconds += slice.Seconds;
                processor += slice.ProcessorSeconds;
                others = Math.Max(others, slice.OthersShare);
            }

            var sent = (double)(Look / settings.Events * settings.Events);
            var bytes = await service.ScalarAsync("SELECT pg_database_size(current_database())");
            var stored = await service.ScalarAsync("SELECT sum(position) FROM feed.head");
            var memory = Processor.Memory(service.ProcessId);
            looks.Add(new FlatLook(stored, sent / seconds, processor * 1e6 / sent, (double)bytes / stored, memory.Now, memory.Most, others));
            note(looks[^1].ToLine());
        }

        return new FlatReport(looks);
    }

    internal static string ToJson(FlatReport report) => JsonSerializer.Serialize(
        new
        {
            benchmark = "cost per event over the number stored",
            looks = report.Looks.Select(look => new
            {
                stored = look.Stored,
                per_second = Math.Round(look.PerSecond),
                cpu_us_per_event = Math.Round(look.ProcessorMicroseconds, 2),
                bytes_per_event = Math.Round(look.BytesPerEvent, 1),
                memory_bytes = look.Memory,
                memory_most_bytes = look.MostMemory,
                others_share = Math.Round(look.OthersShare, 3),
            }),
            cpu_last_to_first = Math.Round(report.ProcessorRatio, 3),
        },
        Indented);

}
