using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CsPlatform.Sanctions.V1;
using CsPlatform.TestSupport;
using Grpc.Core;
using Grpc.Net.Client;

namespace CsPlatform.Sanctions.Tests;

/// <summary>The service as a process of its own, on real ports, that can be killed.</summary>
internal sealed class SanctionsProcess : IDisposable
{
    private readonly StringBuilder output = new();
    private readonly Process process;
    private readonly GrpcChannel channel;

    private SanctionsProcess(Process process, int port)
    {
        this.process = process;
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Client = new SanctionsService.SanctionsServiceClient(channel);
        Cases = new CaseService.CaseServiceClient(channel);
        Appeals = new AppealService.AppealServiceClient(channel);
        Approvals = new ApprovalService.ApprovalServiceClient(channel);
        Replays = new ReplayService.ReplayServiceClient(channel);
    }

    public SanctionsService.SanctionsServiceClient Client { get; }

    public CaseService.CaseServiceClient Cases { get; }

    public AppealService.AppealServiceClient Appeals { get; }

    public ApprovalService.ApprovalServiceClient Approvals { get; }

    public ReplayService.ReplayServiceClient Replays { get; }

    /// <summary>Starts it with more settings, each under its name as an environment variable.</summary>
    public static async Task<SanctionsProcess> StartAsync(
        string database, string redis, string metrics, params IEnumerable<(string Name, string Value)> settings)
    {
        var (port, health) = (FreePort(), FreePort());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CsPlatform.Sanctions.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["ConnectionStrings__sanctionsdb"] = database,
                ["ConnectionStrings__cache"] = redis,
                ["services__metrics__http__0"] = metrics,
                ["Listen__GrpcPort"] = $"{port}",
                ["Listen__HealthPort"] = $"{health}",
            },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var started = new SanctionsProcess(new Process { StartInfo = start }, port);
        started.Run();
        await started.WaitUntilHealthyAsync(health);
        return started;
    }

    /// <summary>Ends the process at once, without a chance to tidy up.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit(10_000);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        channel.Dispose();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Run()
    {
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Note(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }

    private async Task WaitUntilHealthyAsync(int port)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.HoldsAsync(
            async () =>
            {
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"The service ended with {process.ExitCode}: {output}");
                }

                try
                {
                    return (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health"))).IsSuccessStatusCode;
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }
            },
            "the service is healthy",
            seconds: 60);
    }
}
