namespace Aspire.Hosting;

/// <summary>The content of <c>Properties/launchSettings.json</c>.</summary>
public sealed class LaunchSettings
{
    /// <summary>Profiles by name, in the file's order.</summary>
    public Dictionary<string, LaunchProfile> Profiles { get; set; } = [];
}
