using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Aspire.Hosting.Local;

/// <summary>Healthy when the server lets us into a database.</summary>
internal sealed class PostgresProbe(PostgresServerResource server, string database) : IHealthCheck
{
    private const int DeadlineSeconds = 3;

    public static async Task<string> ConnectionStringAsync(
        PostgresServerResource server, string database, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(await server.GetConnectionStringAsync(cancellationToken))
        {
            Database = database,
            Pooling = false,
            Timeout = DeadlineSeconds,
            CommandTimeout = DeadlineSeconds,
        };
        return builder.ConnectionString;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = new NpgsqlConnection(await ConnectionStringAsync(server, database, cancellationToken));
            await connection.OpenAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}
