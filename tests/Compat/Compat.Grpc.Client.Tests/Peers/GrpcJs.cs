using System.Diagnostics;
using System.Globalization;
using CompatPeers;

namespace GrpcClientTests.Peers;

/// <summary>A running probe-server.mjs on @grpc/grpc-js.</summary>
public sealed class GrpcJs : IAsyncLifetime
{
    private Process? _process;

    public string Address { get; private set; } = string.Empty;

    public string GzipAddress { get; private set; } = string.Empty;

    public async Task InitializeAsync()
    {
        _process = await GrpcJsFolder.StartAsync("probe-server.mjs");
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(120));
        if (line?.Split(' ') is not ["PORTS", var grpc, var gzip])
        {
            var error = await _process.StandardError.ReadToEndAsync();
            throw new InvalidOperationException($"probe-server.mjs said '{line}': {error}");
        }

        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{grpc}");
        GzipAddress = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{gzip}");
    }

    /// <summary>Ends the peer as a crash would.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
    }

    public Task DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        _process?.Dispose();
        return Task.CompletedTask;
    }
}
