namespace Aspire.Hosting.Local;

/// <summary>What people and programs are told about one instance.</summary>
internal sealed record StackRow
{
    public required string Name { get; init; }

    /// <summary>The instance: the name, with a suffix when there are several replicas.</summary>
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string State { get; init; }

    /// <summary><c>Healthy</c>, <c>Unhealthy</c>; null unless it runs and was checked.</summary>
    public string? Health { get; init; }

    public bool IsReady { get; init; }

    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Addresses by endpoint name.</summary>
    public IReadOnlyDictionary<string, string> Endpoints { get; init; } = new Dictionary<string, string>();

    public string? ConnectionString { get; init; }

    /// <summary>What it waits for, or why it is not well.</summary>
    public string? Detail { get; init; }

    public string? LogFile { get; init; }

    public int? Pid { get; init; }

    public int? ExitCode { get; init; }

    public int Restarts { get; init; }
}
