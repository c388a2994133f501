using System.Globalization;

namespace Benchmarks.Ingestion;

/// <summary>
/// Processor time, as Linux counts it: of this process and everything it started (service, PostgreSQL, Redis, psql), those that have
/// ended included, and of the whole machine.
/// </summary>
internal static class Processor
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds that this process and its descendants have used.</summary>
    internal static double OwnSeconds()
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(name => Read(name!))
            .OfType<Entry>()
            .ToList();
        var children = all.ToLookup(entry => entry.Parent);
        var open = new Stack<Entry>(all.Where(entry => entry.Id == Environment.ProcessId));
        var ticks = 0L;
        while (open.TryPop(out var entry))
        {
            ticks += entry.Ticks;
            foreach (var child in children[entry.Id])
            {
                open.Push(child);
            }
        }

        return ticks / TicksPerSecond;
    }

    /// <summary>Seconds that all processors together were busy since the machine started.</summary>
    internal static double BusySeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ticks = fields.Skip(1).Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        const int idle = 3;
        const int waiting = 4;
        const int guests = 8;
        return ticks.Where((_, i) => i is not idle and not waiting && i < guests).Sum() / TicksPerSecond;
    }

    /// <summary>The machine's load of the last minute.</summary>
    internal static double Load() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>Memory that a process holds, and the most it ever held, in bytes.</summary>
    internal static (long Now, long Most) Memory(int process)
    {
        var lines = File.ReadAllLines($"/proc/{process}/status");
        return (Kilobytes(lines, "VmRSS:") * 1024, Kilobytes(lines, "VmHWM:") * 1024);
    }

    private static long Kilobytes(string[] lines, string name)
    {
        var line = lines.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static Entry? Read(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var times = fields[11..15].Select(field => long.Parse(field, CultureInfo.InvariantCulture)).Sum();
            return new Entry(
                int.Parse(process, CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), times);
        }
        catch (IOException)
        {
            // It ended meanwhile; its parent has its time.
            return null;
        }
    }

    private sealed record Entry(int Id, int Parent, long Ticks);
}
