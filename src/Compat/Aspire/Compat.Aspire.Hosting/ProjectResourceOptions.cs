namespace Aspire.Hosting;

/// <summary>How to read a project's settings.</summary>
public class ProjectResourceOptions
{
    /// <summary>The launch profile; null: chosen by the rules of the launch profile search.</summary>
    public string? LaunchProfileName { get; set; }

    /// <summary>Ignores launch profiles.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Ignores <c>Kestrel:Endpoints</c> of the project's appsettings.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
