using StackExchange.Redis;
using Xunit;

namespace CsPlatform.TestSupport;

/// <summary>A real redis-server of this test run, on a port of its own, keeping nothing on disk.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private readonly string folder = TestFolders.Create("redis");
    private ServerProcess? server;
    private int port;

    /// <summary>Connection string; a connection made while the server is away connects later.</summary>
    public string ConnectionString => $"127.0.0.1:{port},abortConnect=false,connectTimeout=1000,syncTimeout=2000,allowAdmin=true";

    /// <summary>
    /// Ends the server as a crash would. <see cref="StartServerAsync"/> brings it back, empty, on the same port.
    /// </summary>
    public void KillServer() => server?.Kill();

    /// <summary>Stops the server where it is: connections stay open and nothing is answered.</summary>
    public void FreezeServer() => server?.Freeze();

    /// <summary>Lets a frozen server go on.</summary>
    public void ThawServer() => server?.Thaw();

    /// <summary>Removes whatever it holds.</summary>
    public async Task EmptyAsync()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
        await connection.GetServer("127.0.0.1", port).FlushAllDatabasesAsync();
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    public async Task StartServerAsync()
    {
        server?.Dispose();
        server = ServerProcess.Start(
            ServerProcess.Find("redis-server", "redis-server"),
            "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder);
        TestFolders.NoteServer(folder, server.Id);
        for (var attempt = 0; attempt < 200 && !server.HasExited; attempt++)
        {
            using var connection = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
            if (connection.IsConnected)
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"redis-server did not start: {server.Output}");
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        port = ServerProcess.FreePort();
        await StartServerAsync();
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        server?.Dispose();
        TestFolders.Remove(folder);
        return Task.CompletedTask;
    }
}
