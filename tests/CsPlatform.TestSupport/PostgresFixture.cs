using Npgsql;
using Xunit;

namespace CsPlatform.TestSupport;

/// <summary>
/// A real PostgreSQL of this test run: own data folder, own port, no fsync. Missing binaries fail the tests with the command that
/// installs them. Share one per test assembly through a collection fixture and give each test a database of its own.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private static readonly string[] Fast = ["-c", "fsync=off", "-c", "full_page_writes=off"];
    private static readonly string[] Safe = ["-c", "max_wal_size=4GB"];

    private readonly string folder = TestFolders.Create("postgres");
    private ServerProcess? server;
    private int port;
    private int databases;

    /// <summary>True for a server that keeps what it has committed through a power cut: for measuring and for killing it.</summary>
    public bool Durable { get; init; }

    /// <summary>Settings of this server, such as "max_wal_size=32MB".</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Arguments of initdb, such as the folder of the log.</summary>
    public IReadOnlyList<string> InitialArguments { get; init; } = [];

    /// <summary>The port it listens on.</summary>
    public int Port => port;

    /// <summary>Whether the server ended, by itself or not.</summary>
    public bool HasExited => server is not { HasExited: false };

    /// <summary>Connection string of the maintenance database.</summary>
    public string AdminConnectionString => ConnectionString("postgres");

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var admin = NpgsqlDataSource.Create(AdminConnectionString);
        await using var command = admin.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Runs psql, as a person would, with one command.</summary>
    public Task PsqlAsync(string connectionString, string command)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        return ServerProcess.RunAsync(
            Binary("psql"), "-X", "-q", "-h", "127.0.0.1", "-p", $"{port}", "-U", "postgres", "-d", $"{database}",
            "-v", "ON_ERROR_STOP=1", "-c", command);
    }

    /// <summary>Runs pgbench on a database and returns its report.</summary>
    public Task<string> PgbenchAsync(string connectionString, params IEnumerable<string> arguments)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        return ServerProcess.RunAsync(
            Binary("pgbench"), [.. arguments, "-h", "127.0.0.1", "-p", $"{port}", "-U", "postgres", $"{database}"]);
    }

    /// <summary>
    /// Ends the server, all its processes, as a crash would. <see cref="StartServerAsync"/> brings it back with its data, on the
    /// same port.
    /// </summary>
    public void KillServer() => server?.Kill();

    /// <summary>Starts the server and waits until it answers.</summary>
    public async Task StartServerAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Launch();
            try
            {
                await WaitUntilReadyAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < 60 && server!.Output.Contains("shared memory block", StringComparison.Ordinal))
            {
                // Children of a killed server hold its memory until they notice, which takes them a while on a busy machine.
                await Task.Delay(250);
            }
        }
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        port = ServerProcess.FreePort();
        if (Environment.IsPrivilegedProcess)
        {
            await ServerProcess.RunAsync("chown", "postgres", folder);
        }

        var (file, prefix) = AsUnprivilegedUser(Binary("initdb"));
        await ServerProcess.RunAsync(file, [
            .. prefix, "-D", Path.Combine(folder, "data"),
            "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", .. InitialArguments]);
        await StartServerAsync();
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        server?.Dispose();
        TestFolders.Remove(folder);
        return Task.CompletedTask;
    }

    private static string Binary(string name)
    {
        const string versions = "/usr/lib/postgresql";
        var folders = Directory.Exists(versions)
            ? Directory.GetDirectories(versions).OrderDescending(StringComparer.Ordinal).Select(path => Path.Combine(path, "bin"))
            : [];
        return ServerProcess.Find(name, "postgresql", folders);
    }

    // PostgreSQL refuses to run as root.
    private static (string File, string[] Arguments) AsUnprivilegedUser(string binary) => Environment.IsPrivilegedProcess
        ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", binary])
        : (binary, []);

    private string ConnectionString(string database)
        => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Include Error Detail=true;Maximum Pool Size=30";

    private void Launch()
    {
        server?.Dispose();
        var (file, prefix) = AsUnprivilegedUser(Binary("postgres"));
        server = ServerProcess.Start(file, [
            .. prefix, "-D", Path.Combine(folder, "data"), "-h", "127.0.0.1", "-p", $"{port}", "-k", "",
            "-c", "max_connections=200", "-c", $"shared_buffers={(Durable ? "512MB" : "64MB")}", .. Durable ? Safe : Fast,
            .. Settings.SelectMany(setting => new[] { "-c", setting })]);
        TestFolders.NoteServer(folder, server.Id);
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(AdminConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 300 && server is { HasExited: false })
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException e)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {server?.Output}", e);
            }
        }
    }
}
