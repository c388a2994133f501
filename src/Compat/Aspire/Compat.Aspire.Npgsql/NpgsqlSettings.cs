namespace Aspire.Npgsql;

/// <summary>
/// Settings of the PostgreSQL client; read from configuration <c>Aspire:Npgsql</c> and <c>Aspire:Npgsql:NAME</c>.
/// </summary>
public sealed class NpgsqlSettings
{
    /// <summary>The connection string; <c>ConnectionStrings:NAME</c> wins over the settings sections.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leaves out the health check.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Asks telemetry set-up not to collect the meter <c>Npgsql</c>.</summary>
    public bool DisableMetrics { get; set; }

    /// <summary>Asks telemetry set-up not to collect the activity source <c>Npgsql</c>.</summary>
    public bool DisableTracing { get; set; }
}
