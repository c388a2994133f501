using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace CsPlatform.TestSupport;

/// <summary>A server started for tests: its own folder, its own port, ended by its process id.</summary>
public sealed partial class ServerProcess : IDisposable
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly StringBuilder output = new();
    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    /// <summary>The process id.</summary>
    public int Id => process.Id;

    /// <summary>Whether it ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>What it wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit(10_000);
        }

        process.Dispose();
    }

    /// <summary>Starts a program.</summary>
    public static ServerProcess Start(string file, params IEnumerable<string> arguments)
        => Start(file, new Dictionary<string, string>(), arguments);

    /// <summary>Starts a program with variables added to its environment.</summary>
    public static ServerProcess Start(
        string file, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var server = new ServerProcess(process);
        process.OutputDataReceived += (_, line) => server.Note(line.Data);
        process.ErrorDataReceived += (_, line) => server.Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a program to its end and returns what it wrote; fails when it fails.</summary>
    public static async Task<string> RunAsync(string file, params IEnumerable<string> arguments)
    {
        using var server = Start(file, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await server.process.WaitForExitAsync(limit.Token);
        if (server.process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} ended with {server.process.ExitCode}: {server.Output}");
        }

        return server.Output;
    }

    /// <summary>Ends the process and its children as a crash would: at once, without a chance to tidy up.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit(10_000);
    }

    /// <summary>Asks the process to stop, as whatever runs it would; gives its exit code.</summary>
    public async Task<int> StopAsync(int seconds = 10)
    {
        Signal(SigTerm);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Stops the process where it is: it keeps its connections and answers nothing, until <see cref="Thaw"/>.</summary>
    public void Freeze() => Signal(SigStop);

    /// <summary>Lets a frozen process go on.</summary>
    public void Thaw() => Signal(SigCont);

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The path of a program, looked for on PATH and in the given folders.</summary>
    public static string Find(string name, string package, params IEnumerable<string> folders)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var places = folders.Concat(path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)).ToList();
        return places.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"These tests need {name}; looked for in {string.Join(", ", places)}. Install it: apt-get install -y {package}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);

    private void Signal(int signal)
    {
        if (!process.HasExited && SendSignal(process.Id, signal) != 0)
        {
            throw new InvalidOperationException(
                $"Process {process.Id} took no signal {signal}: system error {Marshal.GetLastPInvokeError()}.");
        }
    }

    private void Note(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
