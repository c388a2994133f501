namespace Aspire.Hosting.Local;

/// <summary>Shows what a process said last when it did not end well.</summary>
internal sealed class CrashReport(RuntimeContext context, StackReport report)
{
    public async Task FollowAsync(CancellationToken stop)
    {
        var shown = new Dictionary<string, DateTime?>();
        await foreach (var change in context.Notifications.WatchAsync(stop))
        {
            var state = change.Snapshot;
            var hasCrashed = state.ExitCode is not (null or 0)
                && state.State?.Text is InstanceSupervisor.Restarting or "Finished" or "Exited";
            if (hasCrashed && shown.GetValueOrDefault(change.ResourceId) != state.StopTimeStamp)
            {
                shown[change.ResourceId] = state.StopTimeStamp;
                report.Say(Text(change));
            }
        }
    }

    private string Text(ResourceEvent change)
    {
        var lines = (change.Snapshot.Property("resource.lastLines") as string ?? "").Split('\n')
            .Where(line => line.Length > 0).Select(line => "    | " + LogFiles.WithoutColours(line)).ToList();
        var head = $"{change.ResourceId} ended with exit code {change.Snapshot.ExitCode}{Signal(change.Snapshot.ExitCode)}. "
            + $"Its log: {context.Folders.LogFile(change.ResourceId)}";
        return lines.Count == 0 ? head : $"{head}\n  Its last lines:\n{string.Join('\n', lines)}";
    }

    private static string Signal(int? code) => code switch
    {
        137 => " (killed, or out of memory)",
        134 => " (aborted)",
        139 => " (segmentation fault)",
        143 => " (asked to end from outside)",
        _ => "",
    };
}
