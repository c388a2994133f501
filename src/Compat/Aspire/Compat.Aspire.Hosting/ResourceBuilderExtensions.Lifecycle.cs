namespace Aspire.Hosting;

/// <summary>Order, health and commands of a resource.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts the resource when the other one is healthy and ready.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
        => builder.Wait(dependency, WaitType.WaitUntilHealthy, null);

    /// <summary>Starts the resource when the other one is healthy and ready.</summary>
    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport
        => builder.Wait(dependency, WaitType.WaitUntilHealthy, waitBehavior);

    /// <summary>Starts the resource when the other one runs.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
        => builder.Wait(dependency, WaitType.WaitUntilStarted, null);

    /// <summary>Starts the resource when the other one runs.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport
        => builder.Wait(dependency, WaitType.WaitUntilStarted, waitBehavior);

    /// <summary>Starts the resource when the other one ended with the given exit code; fails it at another.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport
        => builder.Wait(dependency, WaitType.WaitForCompletion, null, exitCode);

    /// <summary>Starts the resource on command only.</summary>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ExplicitStartupAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Makes a registered health check decide on the resource's health.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
        {
            throw new DistributedApplicationException(
                $"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>
    /// Makes an HTTP/1.1 GET decide on the resource's health: healthy at <paramref name="statusCode"/> (default 200). The
    /// endpoint is the named one, else <c>https</c>, else <c>http</c>; it must exist already.
    /// </summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        string[] names = endpointName is null ? ["https", "http"] : [endpointName];
        var found = names.Select(name => builder.EndpointOrNull(name)).FirstOrDefault(endpoint => endpoint is not null)
            ?? throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{builder.Resource.Name}' as no endpoint "
                + $"'{string.Join("' or '", names)}' exists yet. Call WithHttpEndpoint before WithHttpHealthCheck.");
        return builder.HttpCheck(new EndpointReference(builder.Resource, found), path, statusCode);
    }

    /// <summary>The same for a selected endpoint.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
        => endpointSelector is null
            ? builder.WithHttpHealthCheck(path, statusCode)
            : builder.HttpCheck(endpointSelector(), path, statusCode);

    /// <summary>Adds a command of one's own.</summary>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceCommandAnnotation(name, displayName, executeCommand));
    }

    /// <summary>Has no effect: this runtime writes no manifest.</summary>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
        where T : IResource
        => builder;

    private static IResourceBuilder<T> HttpCheck<T>(
        this IResourceBuilder<T> builder, EndpointReference endpoint, string? path, int? statusCode)
        where T : IResourceWithEndpoints
    {
        if (endpoint.Scheme is not ("http" or "https"))
        {
            throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{builder.Resource.Name}': "
                + $"endpoint '{endpoint.EndpointName}' has scheme '{endpoint.Scheme}'.");
        }

        var at = path ?? "/";
        var status = statusCode ?? 200;
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{at}_{status}_check";
        return builder.WithAnnotation<HealthCheckAnnotation>(new HttpHealthCheckAnnotation(key, endpoint, at, status));
    }

    private static IResourceBuilder<T> Wait<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type, WaitBehavior? behavior,
            int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        var resource = builder.Resource as IResource;
        if (resource == dependency.Resource)
        {
            throw new DistributedApplicationException($"The '{resource.Name}' resource cannot wait for itself.");
        }

        if (resource is IResourceWithParent child && child.Parent == dependency.Resource)
        {
            throw new DistributedApplicationException(
                $"The '{resource.Name}' resource cannot wait for its parent '{dependency.Resource.Name}'.");
        }

        if (dependency.Resource is IResourceWithParent inner && type != WaitType.WaitForCompletion)
        {
            builder.WithAnnotation(new WaitAnnotation(inner.Parent, type, exitCode) { WaitBehavior = behavior });
        }

        return builder
            .WithRelationship(dependency.Resource, KnownRelationshipTypes.WaitFor)
            .WithAnnotation(new WaitAnnotation(dependency.Resource, type, exitCode) { WaitBehavior = behavior });
    }
}
