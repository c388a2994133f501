using Microsoft.Extensions.Logging;
using Npgsql;

namespace CsPlatform.Persistence.Migrations;

/// <summary>
/// Brings a database to the schema of this program: each script once, in order, each in its own transaction together with
/// the note that it ran. A lock lets only one process migrate; the others wait and find nothing to do.
/// </summary>
public sealed class Migrator(NpgsqlDataSource dataSource, ILogger<Migrator> logger)
{
    private const long LockKey = 0x6373_6d69_6772;

    private const string Bookkeeping = """
        CREATE SCHEMA IF NOT EXISTS migration;
        CREATE TABLE IF NOT EXISTS migration.applied (
            scope text NOT NULL, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (scope, name));
        """;

    /// <summary>Runs what has not run yet.</summary>
    /// <exception cref="MigrationException">A script that already ran was changed or is gone, or a script fails.</exception>
    public async Task MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, null, $"SELECT pg_advisory_lock({LockKey})", cancellation);
        try
        {
            await ExecuteAsync(connection, null, Bookkeeping, cancellation);
            var applied = await AppliedAsync(connection, cancellation);
            Verify(migrations, applied);
            foreach (var migration in migrations.Where(m => !applied.ContainsKey((m.Scope, m.Name))))
            {
                await ApplyAsync(connection, migration, cancellation);
                logger.LogInformation("Applied migration {Scope}/{Name}", migration.Scope, migration.Name);
            }
        }
        finally
        {
            await ExecuteAsync(connection, null, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private static void Verify(IReadOnlyList<Migration> migrations, Dictionary<(string Scope, string Name), string> applied)
    {
        foreach (var migration in migrations)
        {
            if (applied.TryGetValue((migration.Scope, migration.Name), out var checksum) && checksum != migration.Checksum)
            {
                throw new MigrationException(
                    $"Migration {migration.Scope}/{migration.Name} was changed after it had run here (ran {checksum[..12]}, " +
                    $"now {migration.Checksum[..12]}). Restore the file and put the change in a new migration, " +
                    "or drop this database.");
            }
        }

        foreach (var scope in migrations.GroupBy(m => m.Scope))
        {
            var names = scope.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
            var unknown = applied.Keys.Where(key => key.Scope == scope.Key && !names.Contains(key.Name))
                .Select(key => key.Name).Order(StringComparer.Ordinal).FirstOrDefault();
            if (unknown is not null)
            {
                throw new MigrationException(
                    $"This database has migration {scope.Key}/{unknown}, which this program does not know: " +
                    "run a newer build of it.");
            }
        }
    }

    private static async Task<Dictionary<(string Scope, string Name), string>> AppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = new Dictionary<(string, string), string>();
        await using var command = new NpgsqlCommand("SELECT scope, name, checksum FROM migration.applied", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            applied.Add((reader.GetString(0), reader.GetString(1)), reader.GetString(2));
        }

        return applied;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await ExecuteAsync(connection, transaction, migration.Sql, cancellation);
        }
        catch (PostgresException e)
        {
            throw new MigrationException(
                $"Migration {migration.Scope}/{migration.Name} failed and was rolled back: " +
                $"{e.MessageText} (SQLSTATE {e.SqlState}).",
                e);
        }

        await using var note = new NpgsqlCommand(
            "INSERT INTO migration.applied (scope, name, checksum) VALUES ($1, $2, $3)", connection, transaction);
        note.Parameters.Add(new() { Value = migration.Scope });
        note.Parameters.Add(new() { Value = migration.Name });
        note.Parameters.Add(new() { Value = migration.Checksum });
        await note.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
