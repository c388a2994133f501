using System.Diagnostics;
using System.Text.Json;
using CsPlatform.Cli.Output;

namespace CsPlatform.Cli.Stacks;

/// <summary>The AppHost's state file: what runs and where it listens.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Resources">The resources, in the file's order.</param>
public sealed record StackFile(string Path, IReadOnlyList<StackResource> Resources)
{
    /// <summary>The environment variable that names a state file.</summary>
    public const string Variable = "CS_STACK";

    /// <summary>Where run.sh lets the AppHost write it, from the repository's root.</summary>
    public const string DefaultPath = ".cs/stack.json";

    /// <summary>
    /// Finds the state file: the one named, else the one that CS_STACK names, else .cs/stack.json in the current folder or the
    /// nearest folder above it. Null when there is none.
    /// </summary>
    /// <exception cref="CliException">A file is named and is not there, or it cannot be read.</exception>
    public static StackFile? Find(string? named, string? fromVariable, string currentFolder)
    {
        if ((named ?? (string.IsNullOrEmpty(fromVariable) ? null : fromVariable)) is { } path)
        {
            return File.Exists(path)
                ? Read(path)
                : throw new CliException(
                    $"There is no stack file {path}.\nNext: start a stack with ./run.sh --detach, or name its file (--stack).");
        }

        for (var folder = new DirectoryInfo(currentFolder); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, DefaultPath);
            if (File.Exists(candidate))
            {
                return Read(candidate);
            }
        }

        return null;
    }

    /// <summary>Reads a state file.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static StackFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            if (document.RootElement.TryGetProperty("pid", out var pid) && !IsAlive(pid.GetInt32()))
            {
                throw new CliException(
                    $"The stack of {path} has ended without clearing up.\nNext: start it anew with ./run.sh --detach.");
            }

            return new StackFile(path, [.. document.RootElement.GetProperty("resources").EnumerateArray().Select(ResourceOf)]);
        }
        catch (Exception failure) when (
            failure is IOException or JsonException or KeyNotFoundException or InvalidOperationException
            or UnauthorizedAccessException)
        {
            throw new CliException(
                $"The stack file {path} cannot be read: {failure.Message}\nNext: start the stack anew (./run.sh --detach).",
                    failure);
        }
    }

    /// <summary>The resource of a name, or null.</summary>
    public StackResource? Resource(string name) => Resources.FirstOrDefault(r => r.Name == name);

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static StackResource ResourceOf(JsonElement element)
    {
        var urls = new Dictionary<string, Uri>(StringComparer.Ordinal);
        if (element.TryGetProperty("endpoints", out var endpoints) && endpoints.ValueKind == JsonValueKind.Object)
        {
            foreach (var endpoint in endpoints.EnumerateObject())
            {
                if (Uri.TryCreate(endpoint.Value.GetString(), UriKind.Absolute, out var address))
                {
                    urls[endpoint.Name] = address;
                }
            }
        }

        return new StackResource(
            Text(element, "name"),
            Text(element, "type"),
            Text(element, "state"),
            Text(element, "health"),
            Text(element, "detail"),
            element.TryGetProperty("isReady", out var isReady) && isReady.ValueKind == JsonValueKind.True,
            Text(element, "logFile"),
            urls);
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
