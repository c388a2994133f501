namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that neither starts nor stops; waiting for it is no wait.</summary>
public interface IResourceWithoutLifetime : IResource;
