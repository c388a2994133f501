using System.Net;
using System.Net.Sockets;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;
using Grpc.Net.Client;

namespace CsPlatform.Metrics.Tests;

/// <summary>Metrics as a process of its own on the database of a stack; it comes back on the same port.</summary>
internal sealed class MetricsProcess : IDisposable
{
    private readonly int port = ServerProcess.FreePort();
    private readonly Stack stack;
    private readonly GrpcChannel channel;
    private ServerProcess process;

    private MetricsProcess(Stack stack)
    {
        this.stack = stack;
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Client = new MetricsService.MetricsServiceClient(channel);
        process = Launch();
    }

    /// <summary>Calls it; calls fail while it is away.</summary>
    internal MetricsService.MetricsServiceClient Client { get; }

    internal static async Task<MetricsProcess> StartAsync(Stack stack)
    {
        var process = new MetricsProcess(stack);
        await process.ServesAsync();
        return process;
    }

    /// <summary>kill -9.</summary>
    internal void Kill() => process.Kill();

    /// <summary>Starts it anew, once it ended.</summary>
    internal void Start()
    {
        process.Dispose();
        process = Launch();
    }

    /// <summary>Waits until it serves.</summary>
    internal Task ServesAsync() => Eventually.HoldsAsync(Answers, "the process serves", 90);

    public void Dispose()
    {
        channel.Dispose();
        process.Dispose();
    }

    private ServerProcess Launch() =>
        ServerProcess.Start("dotnet", [typeof(MetricsOptions).Assembly.Location, .. stack.ProcessArguments(port)]);

    private bool Answers()
    {
        Assert.False(process.HasExited, $"The process ended by itself: {process.Output}");
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
