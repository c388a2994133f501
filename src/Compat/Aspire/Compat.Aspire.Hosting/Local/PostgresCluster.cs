using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>
/// The files of a PostgreSQL server: makes them, keeps their password the current one, clears what a crash left.
/// </summary>
internal sealed class PostgresCluster(PostgresTools tools, DataFolder folder, UnixUser? user, ILogger logger)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // The password parameter may change while the data stays: this is the one the data was last given.
    private string AppliedPassword => Path.Combine(folder.Folder, "password-applied");

    public async Task EnsureAsync(string userName, string password, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(folder.Data, "PG_VERSION")))
        {
            await InitializeAsync(userName, password, cancellationToken);
        }
        else if (!File.Exists(AppliedPassword) || await File.ReadAllTextAsync(AppliedPassword, cancellationToken) != password)
        {
            logger.LogInformation(
                "The password of user {User} differs from the one the data has; it is changed in the data.", userName);
            RemoveStaleLock();
            var statement = $"ALTER ROLE \"{userName.Replace("\"", "\"\"", StringComparison.Ordinal)}\" "
                + $"PASSWORD '{password.Replace("'", "''", StringComparison.Ordinal)}';\n";
            await HelperProcess.RunAsync(
                Plan(tools.Server, "--single", "-D", folder.Data, "postgres"), statement, cancellationToken);
        }

        SecretFile.Write(AppliedPassword, password);
    }

    /// <summary>
    /// Removes the lock file of a server that no longer runs. Its process id may by now belong to any process, which would make a
    /// new server refuse to start; a server of ours works in the data folder.
    /// </summary>
    public void RemoveStaleLock()
    {
        var file = Path.Combine(folder.Data, "postmaster.pid");
        if (!File.Exists(file))
        {
            return;
        }

        var isRunning = int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid)
            && ProcessTable.StartTime(pid) is not null
            && (ProcessTable.WorkingDirectory(pid) is not { } at || Path.GetFullPath(at) == Path.GetFullPath(folder.Data));
        if (!isRunning)
        {
            logger.LogInformation("Removed the lock file that a server which no longer runs left in {Data}.", folder.Data);
            File.Delete(file);
        }
    }

    private async Task InitializeAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var draft = folder.Data + ".new";
        foreach (var old in new[] { draft, folder.Data }.Where(Directory.Exists))
        {
            Directory.Delete(old, recursive: true);
        }

        Directory.CreateDirectory(draft, OwnerOnly);
        var passwordFile = Path.Combine(folder.Folder, "initdb-password");
        SecretFile.Write(passwordFile, password + "\n");
        if (user is not null)
        {
            Posix.ChangeOwner(draft, user);
            Posix.ChangeOwner(passwordFile, user);
        }

        try
        {
            await HelperProcess.RunAsync(
                Plan(
                    tools.InitDb, "-D", draft, "-U", userName, "--pwfile", passwordFile, "-A", "scram-sha-256",
                    "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"),
                null, cancellationToken);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        // A half-made folder never gets the final name, so it is never taken for data.
        Directory.Move(draft, folder.Data);
    }

    private LaunchPlan Plan(string program, params string[] arguments)
        => new() { Program = program, Arguments = arguments, WorkingDirectory = folder.Folder, User = user };
}
