namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource has to do with another one; for display.</summary>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What it is to this one: <c>Reference</c>, <c>Parent</c>, <c>WaitFor</c>.</summary>
    public string Type { get; } = type;
}
