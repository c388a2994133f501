namespace Aspire.Hosting;

/// <summary>How to set up an application.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>Has no effect: this runtime has no dashboard to protect.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>Command line arguments; they become configuration.</summary>
    public string[]? Args { get; set; }

    /// <summary>Name of the application host's assembly; null: the entry assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Has no effect without a dashboard.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>Has no effect: this runtime has no dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Writes the resources' console lines to the log too.</summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>The application host's project folder; null: from its assembly.</summary>
    public string? ProjectDirectory { get; set; }
}
