using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>A process in a session and group of its own, whose lines go to a sink.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    // A child decides by its own settings which environment it runs in, not by the application host's.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    private readonly Process _process;
    private readonly LaunchPlan _plan;
    private readonly string _pidFile;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(LaunchPlan plan, string pidFile, Action<string, bool> sink)
    {
        _plan = plan;
        _pidFile = pidFile;
        _process = new Process { StartInfo = StartInfo(plan, pidFile), EnableRaisingEvents = true };
        _process.Exited += (_, _) => _ = Task.Run(FinishAsync);
        File.Delete(pidFile);
        try
        {
            _process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new DistributedApplicationException(
                $"Cannot start {plan.Program} in {plan.WorkingDirectory}: {exception.Message}", exception);
        }

        Id = _process.Id;
        _process.StandardInput.Close();
        Output = Task.WhenAll(
            ReadAsync(_process.StandardOutput, line => sink(line, false)),
            ReadAsync(_process.StandardError, line => sink(line, true)));
    }

    public int Id { get; }

    public DateTime StartedAt { get; } = DateTime.UtcNow;

    /// <summary>Ends with the exit code, 128 + n after signal n, when nothing of the process's group is left.</summary>
    public Task<int> Exited => _exited.Task;

    private Task Output { get; }

    public static ChildProcess Start(LaunchPlan plan, string pidFile, Action<string, bool> sink) => new(plan, pidFile, sink);

    /// <summary>Asks the group to end, and ends it by force when it does not in time.</summary>
    public async Task StopAsync(TimeSpan time)
    {
        Posix.SignalGroup(Id, _plan.StopSignal);
        if (await Task.WhenAny(Exited, Task.Delay(time)) != Exited)
        {
            Posix.SignalGroup(Id, Posix.SigKill);
            await Exited;
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task FinishAsync()
    {
        var code = _process.ExitCode;

        // The leader has ended; whatever it started in its group must not outlive it.
        while (ProcessTable.IsGroupAlive(Id))
        {
            Posix.SignalGroup(Id, Posix.SigKill);
            await Task.Delay(Poll);
        }

        try
        {
            File.Delete(_pidFile);
        }
        catch (DirectoryNotFoundException)
        {
            // Whoever cleaned up after the run has taken the folder with it.
        }

        await Task.WhenAny(Output, Task.Delay(DrainTime));
        _exited.TrySetResult(code);
    }

    private static ProcessStartInfo StartInfo(LaunchPlan plan, string pidFile)
    {
        var start = new ProcessStartInfo(Tools.Require("setsid", "util-linux"))
        {
            WorkingDirectory = plan.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in NotInherited)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in plan.Environment)
        {
            start.Environment[name] = value;
        }

        var signal = plan.StopSignal.ToString(CultureInfo.InvariantCulture);
        foreach (var argument in new[] { "/bin/sh", "-c", PidFile.WriterScript, "sh", pidFile, signal }
            .Concat(PastTheShell(start.Environment)).Concat(plan.CommandLine))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    // Some shells drop variables they could not name themselves, and a service's name may hold hyphens: env sets those behind the
    // shell.
    private static IEnumerable<string> PastTheShell(IDictionary<string, string?> environment)
    {
        var dropped = environment.Where(variable => !variable.Key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            .Select(variable => $"{variable.Key}={variable.Value}").ToList();
        return dropped.Count == 0 ? [] : [Tools.Require("env", "coreutils"), .. dropped];
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> sink)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                sink(line);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process is gone and its last lines with it.
        }
    }
}
