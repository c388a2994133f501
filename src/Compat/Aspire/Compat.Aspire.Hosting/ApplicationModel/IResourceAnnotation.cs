namespace Aspire.Hosting.ApplicationModel;

/// <summary>A piece of knowledge attached to a resource.</summary>
public interface IResourceAnnotation;
