using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local;

/// <summary>Where a stack keeps its files: <c>volumes/NAME</c> for good, <c>runs/TIME-PID</c> for one run.</summary>
internal sealed class RuntimeFolders
{
    private const UnixFileMode Enterable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const string ElsewhereForRoot = "/var/lib/aspire-local";
    private readonly ConcurrentQueue<string> _notes = new();

    public RuntimeFolders(LocalRuntimeOptions options, IHostEnvironment environment, string appHostDirectory)
    {
        Home = options.Home is { Length: > 0 } home
            ? Path.GetFullPath(Path.Combine(appHostDirectory, home))
            : Path.Combine(StateFolder(), "aspire-local", VolumeName.ForApplication(environment, appHostDirectory));
        var now = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        Run = Path.Combine(Runs, $"{now}-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
        Pids = Path.Combine(Run, PidFolder);
    }

    public const string PidFolder = "pids";

    /// <summary>What people should know about where things are.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    public string Home { get; }

    public string Runs => Path.Combine(Home, "runs");

    public string Run { get; }

    /// <summary>One file per process of this run, so that whoever cleans up after us knows what to end.</summary>
    public string Pids { get; }

    public string LogFile(string instanceId) => Path.Combine(Run, instanceId + ".log");

    public string SecretFile(string parameter) => Path.Combine(Home, "secrets", parameter);

    public void Create()
    {
        foreach (var folder in new[] { Home, Runs, Run, Pids, Path.Combine(Home, "secrets") })
        {
            Directory.CreateDirectory(folder, Enterable);
        }
    }

    /// <summary>
    /// The folder of a server's data: the volume or the user's folder when asked for, else one that ends with the run. A folder
    /// below one that <paramref name="user"/> cannot enter is replaced by one it can.
    /// </summary>
    public DataFolder DataOf(IResource resource, UnixUser? user, ILogger logger)
    {
        var wish = resource.Annotations.OfType<DataFolderAnnotation>().LastOrDefault();
        var folder = wish switch
        {
            { Folder: { } given } => given,
            { Volume: { } volume } => Path.Combine(Home, "volumes", volume),
            _ => Path.Combine(Run, "data", resource.Name),
        };
        if (user is not null && Barrier(folder) is { } barrier)
        {
            var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..10];
            var elsewhere = Path.Combine(ElsewhereForRoot, $"{Path.GetFileName(folder)}-{key}");
            var note = $"User {user.Name} cannot enter {barrier}, so the data of {resource.Name} is kept in {elsewhere}.";
            logger.LogWarning("{Note}", note);
            _notes.Enqueue(note);
            folder = elsewhere;
        }

        Directory.CreateDirectory(folder, Enterable);
        if (wish is null)
        {
            File.WriteAllText(Path.Combine(Pids, resource.Name + ".remove"), folder);
        }

        return new DataFolder(folder, IsKept: wish is not null);
    }

    // The nearest existing ancestor that others may not enter.
    private static string? Barrier(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (at.Exists && (at.UnixFileMode & UnixFileMode.OtherExecute) == 0)
            {
                return at.FullName;
            }
        }

        return null;
    }

    private static string StateFolder()
    {
        var configured = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return configured is { Length: > 0 }
            ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
    }
}
