using System.Xml;
using System.Xml.Linq;

namespace Aspire.Hosting.Local;

/// <summary>Finds what a project's build left behind.</summary>
internal static class ProjectOutput
{
    /// <summary>
    /// The program's assembly built in a configuration; throws with the command that builds it when there is none.
    /// </summary>
    public static string Find(string projectPath, string configuration)
    {
        if (!File.Exists(projectPath))
        {
            throw new DistributedApplicationException($"Project {projectPath} does not exist. Rebuild the application host.");
        }

        var folder = Path.GetDirectoryName(projectPath)!;
        var name = AssemblyName(projectPath);
        var root = Path.Combine(folder, "bin", configuration);
        var found = Directory.Exists(root)
            ? new DirectoryInfo(root).EnumerateFiles(name + ".runtimeconfig.json", SearchOption.AllDirectories)
                .Where(file => !file.FullName.Contains("/publish/", StringComparison.Ordinal))
                .Select(file => new FileInfo(Path.Combine(file.DirectoryName!, name + ".dll")))
                .Where(file => file.Exists)
                .MaxBy(file => file.LastWriteTimeUtc)
            : null;
        return found?.FullName ?? throw new DistributedApplicationException(
            $"Project {projectPath} is not built: no {name}.dll with {name}.runtimeconfig.json under {root}. "
            + $"Run: dotnet build {projectPath} -c {configuration}");
    }

    private static string AssemblyName(string projectPath)
    {
        try
        {
            return XDocument.Load(projectPath).Descendants("AssemblyName").LastOrDefault()?.Value
                is { Length: > 0 } name && !name.Contains('$', StringComparison.Ordinal)
                ? name
                : Path.GetFileNameWithoutExtension(projectPath);
        }
        catch (XmlException exception)
        {
            throw new DistributedApplicationException($"Project {projectPath} is no XML: {exception.Message}", exception);
        }
    }
}
