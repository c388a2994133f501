using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace CsPlatform.Persistence.Migrations;

/// <summary>One numbered SQL script of an assembly.</summary>
/// <param name="Scope">Name of the assembly that owns the script; numbers are counted per scope.</param>
/// <param name="Name">File name without folder, as in <c>0001-feed.sql</c>.</param>
/// <param name="Sql">The script.</param>
public sealed record Migration(string Scope, string Name, string Sql)
{
    private const string Folder = ".Storage.Migrations.";

    /// <summary>SHA-256 of the script; how a checkout writes line ends does not count as a change.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The scripts embedded under <c>Storage/Migrations</c> of an assembly, in the order of their numbers.</summary>
    /// <exception cref="MigrationException">A name has no number, or two scripts share one.</exception>
    public static IReadOnlyList<Migration> EmbeddedIn(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var scope = assembly.GetName().Name ?? throw new ArgumentException("The assembly has no name.", nameof(assembly));
        var found = assembly.GetManifestResourceNames()
            .Where(resource => resource.Contains(Folder, StringComparison.Ordinal)
                && resource.EndsWith(".sql", StringComparison.Ordinal))
            .Select(resource => Load(assembly, scope, resource))
            .OrderBy(migration => migration.Name, StringComparer.Ordinal)
            .ToList();
        Check(found);
        return found;
    }

    internal static void Check(IReadOnlyList<Migration> ordered)
    {
        string? previous = null;
        foreach (var migration in ordered)
        {
            if (migration.Name.Length < 6 || migration.Name[4] != '-'
                || !int.TryParse(migration.Name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                throw new MigrationException(
                    $"Migration {migration.Scope}/{migration.Name} has no number: name it NNNN-what-it-does.sql.");
            }

            var number = migration.Name[..4];
            if (number == previous)
            {
                throw new MigrationException(
                    $"Two migrations of {migration.Scope} have number {number}: give the newer one the next number.");
            }

            previous = number;
        }
    }

    private static Migration Load(Assembly assembly, string scope, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
        return new Migration(scope, name, reader.ReadToEnd());
    }
}
