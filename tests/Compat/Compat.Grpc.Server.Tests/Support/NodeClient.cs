using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CompatPeers;

namespace GrpcServerTests.Support;

/// <summary>probe-client.mjs: calls a server with @grpc/grpc-js, many calls at a time.</summary>
public sealed class NodeClient : IAsyncLifetime
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly ConcurrentDictionary<int, TaskCompletionSource<NodeAnswer>> _waiting = new();
    private readonly SemaphoreSlim _input = new(1);
    private Process? _process;
    private int _lastId;

    public async Task InitializeAsync()
    {
        _process = await GrpcJsFolder.StartAsync("probe-client.mjs");
        var ready = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(120));
        if (ready != "READY")
        {
            throw new InvalidOperationException(
                $"probe-client.mjs did not start: {await _process.StandardError.ReadToEndAsync()}");
        }

        _ = DispatchAsync(_process.StandardOutput);
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            if (!_process.HasExited)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }

            _process.Dispose();
        }

        _input.Dispose();
    }

    public async Task<NodeAnswer> CallAsync(ProbeServer server, string method, params NodeRequest[] requests) =>
        await CallAsync(server, new NodeCommand { Method = method, Requests = requests });

    public async Task<NodeAnswer> CallAsync(ProbeServer server, NodeCommand command)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _waiting[id] = new TaskCompletionSource<NodeAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var line = JsonSerializer.SerializeToNode(command, s_json)!.AsObject();
        line["id"] = id;
        line["address"] = server.Address.Authority;
        await _input.WaitAsync();
        try
        {
            await _process!.StandardInput.WriteLineAsync(line.ToJsonString(s_json));
            await _process.StandardInput.FlushAsync();
        }
        finally
        {
            _input.Release();
        }

        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(120));
    }

    private async Task DispatchAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            var answer = JsonNode.Parse(line)!;
            if (_waiting.TryRemove(answer["id"]!.GetValue<int>(), out var waiting))
            {
                waiting.SetResult(answer.Deserialize<NodeAnswer>(s_json)!);
            }
        }

        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetException(new IOException("probe-client.mjs ended."));
        }
    }
}
