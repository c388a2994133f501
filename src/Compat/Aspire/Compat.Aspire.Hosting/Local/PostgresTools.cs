using System.Globalization;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Local;

/// <summary>The programs of one installed PostgreSQL version.</summary>
internal sealed partial record PostgresTools(string Folder, int Version)
{
    private static readonly string[] Roots = ["/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/postgresql"];
    private static readonly string[] FixedFolders = ["/usr/local/pgsql/bin", "/usr/lib/postgresql/bin"];

    public string Server => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>
    /// The version that made <paramref name="data"/>, else the highest; throws saying what was looked for, where, and what to
    /// install.
    /// </summary>
    public static async Task<PostgresTools> LocateAsync(string data, string? configured, CancellationToken cancellationToken)
    {
        var folders = (configured is null ? Folders() : [configured]).ToList();
        var found = new List<PostgresTools>();
        foreach (var folder in folders.Select(Resolve).OfType<string>().Distinct())
        {
            if (await VersionAsync(folder, cancellationToken) is { } version)
            {
                found.Add(new PostgresTools(folder, version));
            }
        }

        if (found.Count == 0)
        {
            throw Tools.Missing("PostgreSQL server (postgres with initdb beside it)", folders, "postgresql");
        }

        if (MadeBy(data) is not { } needed)
        {
            return found.MaxBy(tools => tools.Version)!;
        }

        return found.Find(tools => tools.Version == needed) ?? throw new DistributedApplicationException(
            $"The data in {data} was made by PostgreSQL {needed}, "
            + $"but installed is {string.Join(", ", found.Select(t => t.Version).Order())} "
            + $"({string.Join(", ", found.Select(t => t.Folder))}). "
            + $"Install it (apt-get install postgresql-{needed}), or remove the data to begin anew.");
    }

    private static int? MadeBy(string data)
    {
        var file = Path.Combine(data, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim().Split('.')[0], CultureInfo.InvariantCulture) : null;
    }

    private static IEnumerable<string> Folders() =>
    [
        .. Tools.SearchPath,
        .. Roots.Where(Directory.Exists).SelectMany(root => Directory.EnumerateDirectories(root)).Select(
            version => Path.Combine(version, "bin")),
        .. Directory.Exists("/usr")
            ? Directory.EnumerateDirectories("/usr", "pgsql-*").Select(version => Path.Combine(version, "bin")) : [],
        .. FixedFolders,
    ];

    // A link or wrapper on PATH may lead elsewhere: what counts is a folder where server and initdb lie side by side.
    private static string? Resolve(string folder)
    {
        var server = Path.Combine(folder, "postgres");
        if (!Tools.IsExecutable(server))
        {
            return null;
        }

        var real = Path.GetDirectoryName(File.ResolveLinkTarget(server, returnFinalTarget: true)?.FullName ?? server)!;
        return Tools.IsExecutable(Path.Combine(real, "postgres")) && Tools.IsExecutable(Path.Combine(real, "initdb")) ? real
            : null;
    }

    private static async Task<int?> VersionAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var text = await HelperProcess.RunAsync(
                new LaunchPlan { Program = Path.Combine(folder, "postgres"), Arguments = ["--version"], WorkingDirectory = "/" },
                null, cancellationToken);
            var match = VersionPattern().Match(text);
            return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        }
        catch (Exception exception)
            when (exception is DistributedApplicationException or System.ComponentModel.Win32Exception or IOException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\)\s+(\d+)")]
    private static partial Regex VersionPattern();
}
