using Npgsql;

namespace CsPlatform.Ingestion.Tests.Flow;

/// <summary>Keeps every transaction of the service from ending while it lives, so that what comes next has to wait.</summary>
internal sealed class Stall : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private Stall(NpgsqlConnection connection, NpgsqlTransaction transaction)
        => (this.connection, this.transaction) = (connection, transaction);

    public async ValueTask DisposeAsync()
    {
        await transaction.RollbackAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    internal static async Task<Stall> BeginAsync(Service service)
    {
        var connection = await service.DataSource.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("LOCK TABLE ingestion.key_run", connection, transaction);
        await command.ExecuteNonQueryAsync();
        return new Stall(connection, transaction);
    }
}
