using System.Globalization;
using System.Text.RegularExpressions;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;

namespace Benchmarks.Ingestion;

/// <summary>What PostgreSQL alone does with the same rows, on the same server, as durably, with the same key.</summary>
internal sealed partial class Peers(ServiceUnderTest service)
{
    private readonly string folder = Path.GetTempPath();
    private int slice;

    internal async Task CreateAsync()
    {
        foreach (var table in new[] { "copied", "inserted" })
        {
            await service.ExecuteAsync($"""
                CREATE TABLE {table} (
                    partition smallint NOT NULL, sender integer NOT NULL, event_id text COLLATE "C" NOT NULL,
                    occurred_at timestamptz NOT NULL, event bytea NOT NULL,
                    PRIMARY KEY (partition, sender, event_id));
                """);
        }
    }

    /// <summary>psql COPY of a file of the same rows, in one transaction.</summary>
    internal async Task<long> CopyAsync(string file, long rows)
    {
        await service.Postgres.PsqlAsync(service.Database, $"\\copy copied FROM '{file}'");
        return rows;
    }

    /// <summary>One insert per transaction by eight clients of pgbench, for some seconds.</summary>
    internal async Task<long> InsertAsync(Event sample, int seconds)
    {
        var file = Path.Combine(folder, $"csplatform-bench-{Environment.ProcessId}.pgbench");
        var payload = Convert.ToHexStringLower(Google.Protobuf.MessageExtensions.ToByteArray(sample));
        await File.WriteAllTextAsync(file, $"""
            \set n :n + 1
            INSERT INTO inserted (partition, sender, event_id, occurred_at, event) VALUES
            (:client_id * 25 + :n % 25, 1, 'msg-' || :slice || '-' || lpad(:n::text, 12, '0'), now(), '\x{payload}')
            ON CONFLICT DO NOTHING;

            """);
        var output = await service.Postgres.PgbenchAsync(
            service.Database,
            "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", $"{seconds}", "-D", "n=0", "-D", $"slice={++slice}", "-f", file);
        File.Delete(file);
        return long.Parse(Processed().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("transactions actually processed: ([0-9]+)")]
    private static partial Regex Processed();
}
