using System.Net;
using System.Net.Sockets;
using CsPlatform.TestSupport;

namespace Faults.Tests.Support;

/// <summary>The ingestion service as a process of its own, which comes back on the same port.</summary>
internal sealed class ServiceProcess(string database, string cache) : IDisposable
{
    private readonly int port = ServerProcess.FreePort();
    private ServerProcess? process;

    /// <summary>Where it listens.</summary>
    internal Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>Its port.</summary>
    internal int Port => port;

    /// <summary>More settings of the service, such as "--Ingestion:WriteGroups=4".</summary>
    internal IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>What is added to its environment.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it runs.</summary>
    internal bool IsRunning => process is { HasExited: false };

    /// <summary>What its present life wrote so far.</summary>
    internal string Output => process?.Output ?? "";

    /// <summary>Starts it and waits until it listens.</summary>
    internal async Task StartAsync()
    {
        process?.Dispose();
        process = ServerProcess.Start(
            "dotnet",
            Environment,
            [
                "exec",
                // With these dependencies the process finds what the tests put into it: JumpingClock.
                "--depsfile", Path.Combine(AppContext.BaseDirectory, "Faults.Tests.deps.json"),
                "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "CsPlatform.Ingestion.runtimeconfig.json"),
                Path.Combine(AppContext.BaseDirectory, "CsPlatform.Ingestion.dll"),
                $"--ConnectionStrings:ingestiondb={database}",
                $"--ConnectionStrings:cache={cache}",
                $"--Listen:GrpcPort={port}",
                "--Listen:HealthPort=0",
                "--Logging:LogLevel:Default=Warning",
                .. Settings,
            ]);
        await Eventually.HoldsAsync(Listens, "the service listens", seconds: 60);
    }

    /// <summary>kill -9.</summary>
    internal void Kill() => process?.Kill();

    /// <summary>Stops it as whatever runs it would; gives its exit code.</summary>
    internal Task<int> StopAsync() => process!.StopAsync();

    public void Dispose()
    {
        process?.Dispose();
        process = null;
    }

    private bool Listens()
    {
        if (!IsRunning)
        {
            throw new InvalidOperationException($"The service ended at its start: {Output}");
        }

        using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Connect(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
