using System.Globalization;
using System.Text.Json;
using CsPlatform.TestSupport;
using Oracles.Tests.Histories;

namespace Oracles.Tests.Engines;

/// <summary>Columnar SQL on DuckDB: it walks ordered streams with as-of joins and windows.</summary>
public sealed class DuckDbOracle : IOracle, IDisposable
{
    private readonly DuckDb database;

    private DuckDbOracle(DuckDb database) => this.database = database;

    public string Name => "DuckDB";

    public static DuckDbOracle Start() => new(DuckDb.Start(threads: 2));

    public void Dispose() => database.Dispose();

    public async Task LoadAsync(IReadOnlyList<Fact> facts)
    {
        var file = Path.Combine(Path.GetTempPath(), $"csplatform-oracles-{Environment.ProcessId}.csv");
        await File.WriteAllLinesAsync(file, facts.Select(fact => fact.ToCsv()));
        await database.QueryAsync($$"""
            CREATE OR REPLACE TABLE facts AS
            SELECT * FROM read_csv('{{file}}', header = false, auto_detect = false, columns = {
                'history': 'INTEGER', 'id': 'TEXT', 'consultation': 'TEXT', 'kind': 'TEXT', 'moment': 'BIGINT', 'received': 'BIGINT',
                'role': 'TEXT', 'agent': 'TEXT', 'from_agent': 'TEXT', 'buyer': 'TEXT', 'target': 'TEXT'})
            """);
        File.Delete(file);
        await database.QueryAsync(Sql.Read("duckdb", "prelude"));
    }

    public async Task<IReadOnlySet<UnitResult>> JudgeAsync(OracleMetric metric)
    {
        var (rows, _) = await database.QueryAsync(Sql.Read("duckdb", metric.Name));
        return rows.Select(row => new UnitResult(
            (int)Number(row[0]), row[1].GetString()!, (int)Number(row[2]), Number(row[3]), Number(row[4]))).ToHashSet();
    }

    // Whole numbers of 64 bits come as texts.
    private static long Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetInt64();
}
