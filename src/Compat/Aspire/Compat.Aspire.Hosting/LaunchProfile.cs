namespace Aspire.Hosting;

/// <summary>One way to launch a project.</summary>
public sealed class LaunchProfile
{
    /// <summary><c>Project</c> or <c>Executable</c>; others do not launch the project itself.</summary>
    public string? CommandName { get; set; }

    /// <summary>Arguments as one line.</summary>
    public string? CommandLineArgs { get; set; }

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string? ApplicationUrl { get; set; }

    /// <summary>Address to show, relative to the application's.</summary>
    public string? LaunchUrl { get; set; }

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
}
