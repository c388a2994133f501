using System.Text.Json;

namespace Aspire.Hosting.Local;

/// <summary>Reads and chooses launch profiles.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The settings in a project's folder; null when there are none.</summary>
    public static LaunchSettings? Read(string projectPath)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(file), Json);
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"{file} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// The profile a project runs with: the asked-for one, which must exist; else the application host's own, when the project
    /// has one of that name; else the project's first that launches the project.
    /// </summary>
    public static (string Name, LaunchProfile Profile)? Choose(
        LaunchSettings? settings, ProjectResourceOptions options, IConfiguration configuration, string projectPath)
    {
        if (options.ExcludeLaunchProfile)
        {
            return null;
        }

        if (options.LaunchProfileName is { } asked)
        {
            return settings is not null && settings.Profiles.TryGetValue(asked, out var found)
                ? (asked, found)
                : throw new DistributedApplicationException(
                    $"Launch profile '{asked}' does not exist in project {projectPath}. "
                    + $"It has: {string.Join(", ", settings?.Profiles.Keys.ToList() ?? ["none"])}.");
        }

        if (settings is null)
        {
            return null;
        }

        var hosts = configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"];
        if (hosts is not null && settings.Profiles.TryGetValue(hosts, out var same))
        {
            return (hosts, same);
        }

        var first = settings.Profiles.FirstOrDefault(profile => profile.Value.CommandName is "Project" or "Executable");
        return first.Value is null ? null : (first.Key, first.Value);
    }
}
