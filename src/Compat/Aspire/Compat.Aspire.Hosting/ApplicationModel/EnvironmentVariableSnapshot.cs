namespace Aspire.Hosting.ApplicationModel;

/// <summary>An environment variable of a started instance.</summary>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);
