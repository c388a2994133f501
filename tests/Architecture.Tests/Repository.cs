using System.Reflection;
using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>The files of the repository as they stand on disk, without build output.</summary>
internal static class Repository
{
    private static readonly string[] BuildOutput = ["bin", "obj", "node_modules", ".cs", ".git", "TestResults"];

    public static string Root { get; } = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Paths with this ending below the folder, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files(string ending, string below = "")
    {
        var found = new List<string>();
        Collect(new DirectoryInfo(Path.Combine(Root, below)), ending, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>What a project file references: other projects by name, gRPC and Aspire parts as "grpc:X" and "aspire:X".</summary>
    public static ProjectReferences References(string projectFile)
    {
        var xml = XDocument.Parse(Read(projectFile));
        var projects = Includes(xml, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        var parts = Includes(xml, "GrpcPart").Select(part => "grpc:" + part)
            .Concat(Includes(xml, "AspirePart").Select(part => "aspire:" + part));
        return new ProjectReferences([.. projects, .. parts], [.. Includes(xml, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XDocument xml, string element) => xml.Descendants(element)
        .Select(item => (string?)item.Attribute("Include"))
        .OfType<string>()
        .SelectMany(value => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static void Collect(DirectoryInfo folder, string ending, List<string> found)
    {
        if (!folder.Exists)
        {
            return;
        }

        found.AddRange(folder.EnumerateFiles()
            .Where(file => file.Name.EndsWith(ending, StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/')));
        foreach (var child in folder.EnumerateDirectories().Where(child => !BuildOutput.Contains(child.Name)))
        {
            Collect(child, ending, found);
        }
    }
}
