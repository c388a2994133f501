using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A list of resources with unique names.</summary>
public sealed class ResourceCollection : Collection<IResource>, IResourceCollection;
