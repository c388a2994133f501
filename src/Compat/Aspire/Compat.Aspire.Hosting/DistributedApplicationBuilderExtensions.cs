using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>Finds resources by name.</summary>
public static class DistributedApplicationBuilderExtensions
{
    /// <summary>Configures the resource of that name and type; throws when there is none.</summary>
    public static IResourceBuilder<T> CreateResourceBuilder<T>(this IDistributedApplicationBuilder builder, string name)
        where T : IResource
        => builder.TryCreateResourceBuilder<T>(name, out var found)
            ? found
            : throw new InvalidOperationException($"No resource '{name}' of type {typeof(T).Name} was added.");

    /// <summary>Configures the resource of that name and type, when there is one.</summary>
    public static bool TryCreateResourceBuilder<T>(
        this IDistributedApplicationBuilder builder, string name, [NotNullWhen(true)] out IResourceBuilder<T>? resourceBuilder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = builder.Resources.OfType<T>().FirstOrDefault(
            candidate => StringComparers.Name.Equals(candidate.Name, name));
        resourceBuilder = resource is null ? null : builder.CreateResourceBuilder(resource);
        return resourceBuilder is not null;
    }
}
