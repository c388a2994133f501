using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The addresses to show for a resource, once its endpoints are allocated.</summary>
public class ResourceUrlsCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    List<ResourceUrlAnnotation>? urls = null,
    CancellationToken cancellationToken = default)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The addresses gathered so far.</summary>
    public List<ResourceUrlAnnotation> Urls { get; } = urls ?? [];

    /// <summary>Ends with the start.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Writes to the resource's log.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>How the application runs.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The resource's endpoint of that name; null when there is none.</summary>
    public EndpointReference? GetEndpoint(string name)
        => Resource is IResourceWithEndpoints owner && new EndpointReference(owner, name) is { Exists: true } endpoint ? endpoint
            : null;
}
