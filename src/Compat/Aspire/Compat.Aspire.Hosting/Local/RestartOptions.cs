namespace Aspire.Hosting.Local;

/// <summary>How crashed processes restart; configuration section <c>LocalRuntime:Restart</c>.</summary>
internal sealed class RestartOptions
{
    /// <summary>Restarts within the window before the process is given up; 0: none.</summary>
    public int Max { get; set; } = 5;

    /// <summary>Length of the window, in seconds.</summary>
    public double WindowSeconds { get; set; } = 120;

    /// <summary>Delay before the first restart, in seconds; it doubles with each further one.</summary>
    public double DelaySeconds { get; set; } = 0.25;

    /// <summary>Longest delay, in seconds.</summary>
    public double MaxDelaySeconds { get; set; } = 10;

    /// <summary>A run of at least this many seconds wipes earlier crashes out.</summary>
    public double StableSeconds { get; set; } = 60;
}
