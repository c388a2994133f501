using System.Globalization;
using System.Text;

namespace Aspire.Hosting.Local;

/// <summary>Runs the installed Redis server.</summary>
internal sealed class RedisLauncher(RuntimeContext context, RedisResource resource) : ILauncher
{
    private static readonly string[] Programs = ["redis-server", "valkey-server"];
    private readonly ILogger _logger = context.Logs.GetLogger(resource);
    private DataFolder? _folder;
    private FileStream? _lock;
    private bool _served;

    private DataFolder Folder => _folder ?? throw new InvalidOperationException("The data folder was not claimed.");

    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        var folder = context.Folders.DataOf(resource, null, _logger);
        _lock = await DataLock.TakeAsync(folder, resource.Name, cancellationToken);
        _folder = folder;
        if (folder.IsKept && resource.PasswordParameter is { } password)
        {
            password.PersistAt ??= folder.Password;
        }
    }

    public async Task<LaunchPlan> PrepareAsync(Instance instance, CancellationToken cancellationToken)
    {
        var program = Programs.Select(Tools.Find).FirstOrDefault(found => found is not null)
            ?? throw Tools.Missing(string.Join("' or '", Programs), Tools.SearchPath, "redis-server");
        Directory.CreateDirectory(Folder.Data);
        var settings = Path.Combine(Folder.Folder, "redis.conf");
        SecretFile.Write(settings, Configuration());
        return new LaunchPlan
        {
            Program = program,
            Arguments = [settings, .. await ResourceValues.ArgumentsAsync(context, instance, cancellationToken)],
            WorkingDirectory = Folder.Data,
            Environment = await ResourceValues.EnvironmentAsync(context, instance, cancellationToken),
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

    // The password goes into a file only we can read: an argument would show it to every user of the machine.
    private string Configuration()
    {
        var text = new StringBuilder();
        text.AppendLine("bind 127.0.0.1 -::1");
        text.AppendLine(CultureInfo.InvariantCulture, $"port {resource.PrimaryEndpoint.Port}");
        text.AppendLine(CultureInfo.InvariantCulture, $"dir {Quoted(Folder.Data)}");
        text.AppendLine("daemonize no").AppendLine("logfile \"\"").AppendLine("appendonly no").AppendLine("databases 16");
        if (resource.PasswordParameter is { } password)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"requirepass {Quoted(password.Current)}");
        }

        var persistence = resource.Annotations.OfType<PersistenceAnnotation>().LastOrDefault();
        var seconds = (long)(persistence?.Interval ?? TimeSpan.FromMinutes(1)).TotalSeconds;
        text.AppendLine(persistence is null
            ? "save \"\""
            : string.Create(CultureInfo.InvariantCulture, $"save {Math.Max(1, seconds)} {persistence.KeysChangedThreshold}"));
        return text.ToString();
    }

    private static string Quoted(string value)
        => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
