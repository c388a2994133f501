namespace Aspire.Hosting;

/// <summary>References from one resource to another.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Hands over a connection string as <c>ConnectionStrings__NAME</c> and its parts as <c>NAME_HOST</c> and the like. A missing
    /// connection string fails the start unless <paramref name="optional"/>.
    /// </summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(context =>
        {
            var flags = FlagsOf(context.Resource);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
                context.EnvironmentVariables[variable] = new Local.RequiredConnectionString(resource, optional);
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
            {
                foreach (var (key, value) in resource.GetConnectionProperties())
                {
                    context.EnvironmentVariables[Local.VariableName.Encode(name, key)] = value;
                }
            }
        });
    }

    /// <summary>Hands over the addresses of all endpoints of a service.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithReference(source, source.Resource.Name);
    }

    /// <summary>Hands over the addresses of all endpoints of a service under another name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(context => HandOver(
            context, name,
                [.. resource.Annotations.OfType<EndpointAnnotation>().Select(e => new EndpointReference(resource, e))]));
    }

    /// <summary>Hands over the address of one endpoint.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        builder.WithReferenceRelationship(endpointReference.Resource);
        return builder.WithEnvironment(context => HandOver(context, endpointReference.Resource.Name, [endpointReference]));
    }

    /// <summary>
    /// Hands over the address of something outside the application: absolute, path ending in a slash, no query, no fragment.
    /// </summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || !uri.AbsolutePath.EndsWith('/') || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new InvalidOperationException(
                $"The address '{uri}' for service reference '{name}' must be absolute, "
                + "end its path in '/' and have neither query nor fragment.");
        }

        return builder.WithEnvironment(context =>
        {
            var flags = FlagsOf(context.Resource);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                context.EnvironmentVariables[$"services__{name}__default__0"] = uri.ToString();
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                context.EnvironmentVariables[Local.VariableName.Encode(name)] = uri.ToString();
            }
        });
    }

    /// <summary>Narrows which variables the resource's references set.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(
            new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Records a reference for display.</summary>
    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource resource)
        where T : IResource
        => builder.WithRelationship(resource, KnownRelationshipTypes.Reference);

    /// <summary>Records a reference for display.</summary>
    public static IResourceBuilder<T> WithReferenceRelationship<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resourceBuilder);
        return builder.WithReferenceRelationship(resourceBuilder.Resource);
    }

    /// <summary>Records a relation for display.</summary>
    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));
    }

    /// <summary>Shows the resource under another one; has no effect on its life.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent)
        where T : IResource
        => builder.WithRelationship(parent, KnownRelationshipTypes.Parent);

    /// <summary>Shows the resource under another one; has no effect on its life.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(parent);
        return builder.WithParentRelationship(parent.Resource);
    }

    /// <summary>Shows another resource under this one; has no effect on its life.</summary>
    public static IResourceBuilder<T> WithChildRelationship<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> child)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(child);
        child.WithParentRelationship(builder.Resource);
        return builder;
    }

    // Clients look a service up by endpoint name or by scheme. The scheme key stands only for the endpoint a plain http://service
    // means: a second http endpoint under it would receive half of that traffic.
    private static void HandOver(EnvironmentCallbackContext context, string name, IReadOnlyList<EndpointReference> endpoints)
    {
        var flags = FlagsOf(context.Resource);
        foreach (var endpoint in endpoints)
        {
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                context.EnvironmentVariables[$"services__{name}__{endpoint.EndpointName}__0"] = endpoint;
                context.EnvironmentVariables.TryAdd($"services__{name}__{endpoint.Scheme}__0", endpoint);
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                context.EnvironmentVariables[Local.VariableName.Encode(name, endpoint.EndpointName)] = endpoint;
            }
        }
    }

    private static ReferenceEnvironmentInjectionFlags FlagsOf(IResource resource)
        => resource.Annotations.OfType<ReferenceEnvironmentInjectionAnnotation>().LastOrDefault()?.Flags
            ?? ReferenceEnvironmentInjectionFlags.All;
}
