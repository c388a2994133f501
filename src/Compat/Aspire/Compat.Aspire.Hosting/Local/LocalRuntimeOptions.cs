namespace Aspire.Hosting.Local;

/// <summary>Settings of the local runtime, configuration section <c>LocalRuntime</c>.</summary>
internal sealed class LocalRuntimeOptions
{
    /// <summary>Folder for data volumes and run logs; null: under the user's state folder, one per application host.</summary>
    public string? Home { get; set; }

    /// <summary>File that tells other programs about the running stack; null: none.</summary>
    public string? StateFile { get; set; }

    /// <summary>Runs whose logs are kept, the present one included.</summary>
    public int KeptRuns { get; set; } = 10;

    /// <summary>Seconds between the request to stop and the forced stop of a process.</summary>
    public double StopSeconds { get; set; } = 4;

    /// <summary>Seconds a new connection waits for a replica to come up.</summary>
    public double ProxyWaitSeconds { get; set; } = 5;

    /// <summary>How crashed processes restart.</summary>
    public RestartOptions Restart { get; set; } = new();

    public TimeSpan StopTime => TimeSpan.FromSeconds(StopSeconds);

    public TimeSpan ProxyWait => TimeSpan.FromSeconds(ProxyWaitSeconds);

    public static LocalRuntimeOptions Read(IConfiguration configuration)
        => configuration.GetSection("LocalRuntime").Get<LocalRuntimeOptions>() ?? new LocalRuntimeOptions();
}
