using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>Runs the installed PostgreSQL server on its own data.</summary>
internal sealed class PostgresLauncher(RuntimeContext context, PostgresServerResource resource) : ILauncher
{
    // Loads of a development machine: many short-lived services, small memory, no need to squeeze the disk.
    private static readonly string[] Settings =
    [
        "unix_socket_directories=", "max_connections=300", "shared_buffers=256MB", "max_wal_size=2GB", "checkpoint_timeout=15min",
        "random_page_cost=1.1", "jit=off", "timezone=UTC", "log_timezone=UTC", "log_line_prefix=%m [%p] %q%a ",
    ];

    // Data that ends with the run needs no protection from a power failure.
    private static readonly string[] ThrowAwaySettings = ["fsync=off", "full_page_writes=off", "synchronous_commit=off"];

    private readonly ILogger _logger = context.Logs.GetLogger(resource);
    private readonly UnixUser? _user = Posix.IsRoot ? UnixUser.Unprivileged("postgres") : null;
    private DataFolder? _folder;
    private FileStream? _lock;
    private bool _served;

    private DataFolder Folder => _folder ?? throw new InvalidOperationException("The data folder was not claimed.");

    private string UserName => resource.UserNameParameter?.Current ?? PostgresServerResource.DefaultUserName;

    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        var folder = context.Folders.DataOf(resource, _user, _logger);
        _lock = await DataLock.TakeAsync(folder, resource.Name, cancellationToken);
        _folder = folder;
        if (folder.IsKept)
        {
            resource.PasswordParameter.PersistAt ??= folder.Password;
        }
    }

    public async Task<LaunchPlan> PrepareAsync(Instance instance, CancellationToken cancellationToken)
    {
        var tools = await PostgresTools.LocateAsync(
            Folder.Data, context.Configuration["LocalRuntime:PostgresFolder"], cancellationToken);
        var cluster = new PostgresCluster(tools, Folder, _user, _logger);
        await cluster.EnsureAsync(UserName, resource.PasswordParameter.Current, cancellationToken);
        cluster.RemoveStaleLock();
        var endpoint = resource.PrimaryEndpoint;
        var arguments = await ResourceValues.ArgumentsAsync(context, instance, cancellationToken);
        var settings = Settings.Concat(Folder.IsKept ? [] : ThrowAwaySettings)
            .Concat([$"listen_addresses={endpoint.Host}", $"port={endpoint.Port.ToString(CultureInfo.InvariantCulture)}"]);
        return new LaunchPlan
        {
            Program = tools.Server,
            Arguments = ["-D", Folder.Data, .. settings.SelectMany(setting => new[] { "-c", setting }), .. arguments],
            WorkingDirectory = Folder.Folder,
            Environment = await ResourceValues.EnvironmentAsync(context, instance, cancellationToken),
            User = _user,
            StopSignal = Posix.SigInt,
        };
    }

    public void Crashed(Instance instance, IReadOnlyList<LogLine> lastLines)
        => _served = ServerPort.MoveIfTaken(
            context, resource, resource.PrimaryEndpoint.EndpointAnnotation, instance, lastLines, _served);

    public void Release()
    {
        _lock?.Dispose();
        _lock = null;
    }
}
