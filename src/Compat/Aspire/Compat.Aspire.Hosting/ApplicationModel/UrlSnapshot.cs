namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address to show.</summary>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>How to show it.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();

    /// <summary>Whether it is not served at the moment.</summary>
    public bool IsInactive { get; init; }
}
