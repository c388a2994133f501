namespace Aspire.Hosting.Local;

/// <summary>Cleans up after runs whose application host and watchdog both died, and drops the oldest runs' logs.</summary>
internal sealed class Leftovers(RuntimeFolders folders, LocalRuntimeOptions options, ILogger logger)
{
    public const string HostFile = "apphost";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns the processes ended.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var ended = 0;
        var abandoned = Directory.EnumerateDirectories(folders.Runs).Where(run => run != folders.Run && !IsInUse(run)).ToList();
        foreach (var run in abandoned)
        {
            ended += await EndProcessesAsync(Path.Combine(run, RuntimeFolders.PidFolder), cancellationToken);
        }

        foreach (var run in abandoned.OrderDescending(StringComparer.Ordinal).Skip(Math.Max(0, options.KeptRuns - 1)))
        {
            Remove(run);
        }

        return ended;
    }

    /// <summary>Removes the data that ends with a run.</summary>
    public void RemoveData(string pids)
    {
        if (!Directory.Exists(pids))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(pids, "*.remove"))
        {
            Remove(File.ReadAllText(file).Trim());
        }

        Remove(pids);
    }

    private static bool IsInUse(string run)
        => PidFile.Read(Path.Combine(run, HostFile)) is { } host && ProcessTable.StartTime(host.Pid) == host.StartTime;

    private async Task<int> EndProcessesAsync(string pids, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(pids))
        {
            return 0;
        }

        var left = Directory.EnumerateFiles(pids, "*.pid").Select(PidFile.Read).OfType<PidFile>().Where(
            p => p.IsAlive()).ToList();
        left.ForEach(process => Posix.SignalGroup(process.Pid, process.StopSignal));
        var deadline = DateTime.UtcNow + options.StopTime;
        while (left.Exists(process => process.IsAlive()) && DateTime.UtcNow < deadline)
        {
            await Task.Delay(Poll, cancellationToken);
        }

        left.Where(process => process.IsAlive()).ToList().ForEach(process => Posix.SignalGroup(process.Pid, Posix.SigKill));
        if (left.Count > 0)
        {
            logger.LogWarning("Ended {Count} processes that an earlier run had left behind.", left.Count);
        }

        RemoveData(pids);
        return left.Count;
    }

    private void Remove(string folder)
    {
        try
        {
            if (folder.Length > 1 && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("Cannot remove {Folder}: {Reason}", folder, exception.Message);
        }
    }
}
