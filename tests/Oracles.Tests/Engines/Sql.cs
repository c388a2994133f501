using System.Reflection;

namespace Oracles.Tests.Engines;

/// <summary>The SQL that stands beside the tests, one file per engine and metric.</summary>
internal static class Sql
{
    internal static string Read(string engine, string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{engine}/{name}.sql")
            ?? throw new FileNotFoundException($"sql/{engine}/{name}.sql is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
