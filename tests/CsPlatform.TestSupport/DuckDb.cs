using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace CsPlatform.TestSupport;

/// <summary>
/// A DuckDB in memory, run by node from the folder tests/Oracles.Tests/duckdb, whose packages come from its lock file on first use.
/// </summary>
public sealed class DuckDb : IDisposable
{
    private static readonly string Folder = Find();

    private readonly Process process;

    private DuckDb(Process process) => this.process = process;

    /// <summary>Starts an empty database that may use so many threads.</summary>
    public static DuckDb Start(int threads)
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            Install();
        }

        return new DuckDb(Run("node", "serve.mjs", $"{threads}"));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(10_000))
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>Runs a statement; gives its rows and the time that the statement itself took.</summary>
    /// <exception cref="InvalidOperationException">The statement failed.</exception>
    public async Task<(IReadOnlyList<JsonElement[]> Rows, TimeSpan Took)> QueryAsync(string sql)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { sql }));
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"DuckDB ended: {await process.StandardError.ReadToEndAsync()}");
        var answer = JsonDocument.Parse(line).RootElement;
        if (answer.TryGetProperty("error", out var error))
        {
            throw new InvalidOperationException($"DuckDB refuses: {error.GetString()}{Environment.NewLine}{sql}");
        }

        var rows = answer.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().ToArray()).ToList();
        return (rows, TimeSpan.FromMilliseconds(answer.GetProperty("millis").GetDouble()));
    }

    private static void Install()
    {
        using var npm = Run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        npm.StandardInput.Close();
        var error = npm.StandardError.ReadToEndAsync();
        npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci in {Folder} failed; it needs the npm registry. {error.Result}");
        }
    }

    private static Process Run(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"This needs {file}. Install it: apt-get install -y nodejs npm", e);
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "Oracles.Tests", "duckdb");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/Oracles.Tests/duckdb is not above this program's folder.");
    }
}
