namespace Aspire.Hosting.Local;

/// <summary>Finds programs and says what to do when they are missing.</summary>
internal static class Tools
{
    private static readonly string[] SystemFolders =
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>The folders programs are looked for in: PATH, then the system's own.</summary>
    public static IReadOnlyList<string> SearchPath =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(SystemFolders).Distinct(),
    ];

    public static string? Find(string name) => Find(name, SearchPath);

    public static string? Find(string name, IEnumerable<string> folders)
        => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsExecutable);

    /// <summary>A program of the base system; throws naming the package when it is missing.</summary>
    public static string Require(string name, string package) => Find(name) ?? throw Missing(name, SearchPath, package);

    public static DistributedApplicationException Missing(string name, IEnumerable<string> lookedIn, string package) => new(
        $"'{name}' is not installed: looked in {string.Join(", ", lookedIn)}. "
        + $"Install it (Debian, Ubuntu: apt-get install {package}), or put its folder on PATH.");

    public static bool IsExecutable(string file)
        => File.Exists(file) && (File.GetUnixFileMode(file)
            & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
