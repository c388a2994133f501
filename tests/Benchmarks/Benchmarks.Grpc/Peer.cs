using System.Diagnostics;
using System.Globalization;
using CompatPeers;

namespace GrpcBenchmarks;

/// <summary>One side of the comparison: a server process and a client process that takes commands.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _server;
    private readonly Process _client;

    private Peer(string name, Process server, Process client)
    {
        Name = name;
        _server = server;
        _client = client;
    }

    public string Name { get; }

    public static Task<Peer> StartOursAsync()
        => StartAsync("stand-in", static arguments => Task.FromResult(StartSelf(arguments)));

    public static Task<Peer> StartTheirsAsync()
        => StartAsync("grpc-js", static arguments => GrpcJsFolder.StartAsync("bench.mjs", arguments));

    /// <summary>One run.</summary>
    public async Task<Rate> RunAsync(string kind, int seconds, int concurrency)
    {
        var before = ProcessorTime();
        var command = string.Create(CultureInfo.InvariantCulture, $"{kind} {seconds} {concurrency}");
        await _client.StandardInput.WriteLineAsync(command);
        await _client.StandardInput.FlushAsync();
        var line = await ReadAsync(_client, TimeSpan.FromSeconds(seconds + 60));
        if (line.Split(' ') is not ["RESULT", var count, var taken])
        {
            throw new InvalidOperationException($"{Name}'s client said '{line}'.");
        }

        var messages = double.Parse(count, CultureInfo.InvariantCulture);
        return new Rate(
            messages / double.Parse(taken, CultureInfo.InvariantCulture), messages / (ProcessorTime() - before).TotalSeconds);
    }

    public void Dispose()
    {
        foreach (var process in new[] { _client, _server })
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }
    }

    private TimeSpan ProcessorTime()
    {
        _server.Refresh();
        _client.Refresh();
        return _server.TotalProcessorTime + _client.TotalProcessorTime;
    }

    private static async Task<Peer> StartAsync(string name, Func<string[], Task<Process>> start)
    {
        var server = await start(["server"]);
        var line = await ReadAsync(server, TimeSpan.FromSeconds(60));
        if (line.Split(' ') is not ["PORT", var port])
        {
            throw new InvalidOperationException($"{name}'s server said '{line}'.");
        }

        return new Peer(name, server, await start(["client", $"127.0.0.1:{port}"]));
    }

    private static async Task<string> ReadAsync(Process process, TimeSpan limit)
        => await process.StandardOutput.ReadLineAsync().WaitAsync(limit)
            ?? throw new InvalidOperationException($"A process ended: {await process.StandardError.ReadToEndAsync()}");

    private static Process StartSelf(string[] arguments)
    {
        var path = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(path, isHost ? [typeof(Peer).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
    }
}
