namespace Aspire.StackExchange.Redis;

/// <summary>
/// Settings of the Redis client; read from configuration <c>Aspire:StackExchange:Redis</c> and
/// <c>Aspire:StackExchange:Redis:NAME</c>.
/// </summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>The connection string; <c>ConnectionStrings:NAME</c> wins over the settings sections.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Connects on first use instead of at the start of the host.</summary>
    public bool DisableAutoActivation { get; set; }

    /// <summary>Leaves out the health check.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Has no effect with a client that emits no activities.</summary>
    public bool DisableTracing { get; set; }
}
