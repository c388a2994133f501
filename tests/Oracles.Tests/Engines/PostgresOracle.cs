using CsPlatform.TestSupport;
using Npgsql;
using Oracles.Tests.Histories;

namespace Oracles.Tests.Engines;

/// <summary>Plain SQL on PostgreSQL: for each question it looks for its answer, as the rule's text says it.</summary>
public sealed class PostgresOracle : IOracle, IAsyncDisposable
{
    private const string Facts = """
        DROP SCHEMA IF EXISTS judged CASCADE;
        CREATE SCHEMA judged;
        SET search_path = judged;
        CREATE TABLE facts (
            history integer, id text, consultation text, kind text, moment bigint, received bigint,
            role text, agent text, from_agent text, buyer text, target text);
        """;

    private readonly NpgsqlConnection connection;

    private PostgresOracle(NpgsqlConnection connection) => this.connection = connection;

    public string Name => "PostgreSQL";

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    public static async Task<PostgresOracle> StartAsync(PostgresFixture postgres)
    {
        var connection = new NpgsqlConnection(await postgres.CreateDatabaseAsync() + ";Pooling=false");
        await connection.OpenAsync();
        return new PostgresOracle(connection);
    }

    public async Task LoadAsync(IReadOnlyList<Fact> facts)
    {
        await ExecuteAsync(Facts);
        await using (var writer = await connection.BeginTextImportAsync("COPY facts FROM STDIN WITH (FORMAT csv)"))
        {
            foreach (var fact in facts)
            {
                await writer.WriteLineAsync(fact.ToCsv());
            }
        }

        await ExecuteAsync(Sql.Read("postgres", "prelude"));
    }

    public async Task<IReadOnlySet<UnitResult>> JudgeAsync(OracleMetric metric)
    {
        var found = new HashSet<UnitResult>();
        await using var command = new NpgsqlCommand(Sql.Read("postgres", metric.Name), connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found.Add(new UnitResult(
                reader.GetInt32(0), reader.GetString(1), (int)reader.GetInt64(2),
                Convert.ToInt64(reader.GetValue(3), null), Convert.ToInt64(reader.GetValue(4), null)));
        }

        return found;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
