namespace Aspire.Hosting.ApplicationModel;

/// <summary>A detail to show, such as the process id.</summary>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether to keep the value out of sight.</summary>
    public bool IsSensitive { get; init; }
}
