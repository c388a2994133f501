using Npgsql;

namespace Aspire.Hosting.Local;

/// <summary>Creates the databases of a server that is ready.</summary>
internal static class PostgresDatabases
{
    public static async Task CreateAsync(
        PostgresServerResource server, IServiceProvider services, CancellationToken cancellationToken)
    {
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(server);
        await using var connection = new NpgsqlConnection(
            await PostgresProbe.ConnectionStringAsync(server, "postgres", cancellationToken));
        await connection.OpenAsync(cancellationToken);
        foreach (var database in server.DatabaseResources)
        {
            try
            {
                await using var command = connection.CreateCommand();
                command.CommandText = database.CreationScript
                    ?? $"CREATE DATABASE \"{database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
                command.CommandTimeout = 60;
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
            {
                logger.LogDebug("Database {Database} exists.", database.DatabaseName);
            }
            catch (PostgresException exception)
            {
                logger.LogError(exception, "Database {Database} could not be created.", database.DatabaseName);
            }
        }
    }
}
