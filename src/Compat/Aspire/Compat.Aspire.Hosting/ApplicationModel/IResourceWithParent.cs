namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that lives inside another, such as a database in a server.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource it lives in.</summary>
    IResource Parent { get; }
}
