namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address to show for a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The address; a relative one is taken from each endpoint's.</summary>
    public required string Url { get; set; }

    /// <summary>What to call it.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint it belongs to.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Where it is shown.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; }
}
