using System.Net.Sockets;

namespace Aspire.Hosting;

/// <summary>Endpoints and addresses of a resource.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds an endpoint of scheme http; throws when the name (default <c>http</c>) is taken.</summary>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null,
            bool isProxied = true)
        where T : IResourceWithEndpoints
        => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    /// <summary>Adds an endpoint of scheme https; throws when the name (default <c>https</c>) is taken.</summary>
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null,
            bool isProxied = true)
        where T : IResourceWithEndpoints
        => builder.WithEndpoint(port, targetPort, "https", name, env, isProxied);

    /// <summary>
    /// Adds an endpoint. Clients use <paramref name="port"/>, the process listens on <paramref name="targetPort"/>; null: free
    /// ones. <paramref name="env"/> names the variable that receives the target port. Throws when the name is taken.
    /// </summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool isProxied = true,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = new EndpointAnnotation(
            protocol ?? ProtocolType.Tcp, scheme, null, name, port, targetPort, isExternal,
                isProxied) { TargetPortVariable = env };
        if (builder.EndpointOrNull(endpoint.Name) is not null)
        {
            throw new DistributedApplicationException(
                $"Endpoint with name '{endpoint.Name}' already exists for resource '{builder.Resource.Name}'. "
                + "An endpoint name may not have been explicitly specified and was derived automatically from scheme argument "
                + "(e.g. 'http', 'ws', or 'tcp'). Multiple calls to WithEndpoint (and related methods) may result in a conflict "
                + "if name argument is not specified. Each endpoint must have a unique name.");
        }

        return builder.WithAnnotation(endpoint);
    }

    /// <summary>Edits the endpoint of that name, or adds it first.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(callback);
        var endpoint = builder.EndpointOrNull(endpointName);
        if (endpoint is null && !createIfNotExists)
        {
            return builder;
        }

        if (endpoint is null)
        {
            endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: endpointName);
            builder.WithAnnotation(endpoint);
        }

        callback(endpoint);
        return builder;
    }

    /// <summary>Marks the http and https endpoints as meant for clients outside the application.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in Endpoints(builder).Where(endpoint => endpoint.UriScheme is "http" or "https"))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    /// <summary>Points at an endpoint, which may be added later.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new EndpointReference(builder.Resource, name);
    }

    /// <summary>Marks the http endpoints as HTTP/2 without TLS.</summary>
    public static IResourceBuilder<T> AsHttp2Service<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in Endpoints(builder).Where(endpoint => endpoint.UriScheme is "http" or "https"))
        {
            endpoint.Transport = "http2";
        }

        return builder;
    }

    /// <summary>Shows an address; a relative one is appended to each endpoint's.</summary>
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, string url, string? displayText = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceUrlAnnotation { Url = url, DisplayText = displayText });
    }

    /// <summary>Shows an address with values to be filled in.</summary>
    public static IResourceBuilder<T> WithUrl<T>(
        this IResourceBuilder<T> builder, in ReferenceExpression.ExpressionInterpolatedStringHandler url,
            string? displayText = null)
        where T : IResource
        => builder.WithUrl(url.Build(), displayText);

    /// <summary>Shows an address with values to be filled in.</summary>
    public static IResourceBuilder<T> WithUrl<T>(
        this IResourceBuilder<T> builder, ReferenceExpression url, string? displayText = null)
        where T : IResource
        => builder.WithUrls(async context => context.Urls.Add(new ResourceUrlAnnotation
        {
            Url = await url.GetValueAsync(context.CancellationToken) ?? string.Empty,
            DisplayText = displayText,
        }));

    /// <summary>Edits the address shown for an endpoint.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource
        => builder.WithUrls(context =>
        {
            if (context.Urls.Find(url => StringComparers.Name.Equals(url.Endpoint?.EndpointName, endpointName)) is { } found)
            {
                callback(found);
            }
            else
            {
                context.Logger.LogWarning(
                    "No endpoint '{Endpoint}' on '{Resource}' to edit the address of.", endpointName, context.Resource.Name);
            }
        });

    /// <summary>Shows another address for an endpoint.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Func<EndpointReference, ResourceUrlAnnotation> callback)
        where T : IResourceWithEndpoints
        => builder.WithUrls(context =>
        {
            if (context.GetEndpoint(endpointName) is { } endpoint)
            {
                context.Urls.Add(callback(endpoint));
            }
        });

    /// <summary>Edits the addresses to show once the endpoints are allocated.</summary>
    public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Action<ResourceUrlsCallbackContext> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithUrls(context =>
        {
            callback(context);
            return Task.CompletedTask;
        });
    }

    /// <summary>Edits the addresses to show once the endpoints are allocated.</summary>
    public static IResourceBuilder<T> WithUrls<T>(
        this IResourceBuilder<T> builder, Func<ResourceUrlsCallbackContext, Task> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));
    }

    private static IEnumerable<EndpointAnnotation> Endpoints<T>(IResourceBuilder<T> builder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.Annotations.OfType<EndpointAnnotation>();
    }

    private static EndpointAnnotation? EndpointOrNull<T>(this IResourceBuilder<T> builder, string name)
        where T : IResource
        => Endpoints(builder).FirstOrDefault(endpoint => StringComparers.Name.Equals(endpoint.Name, name));
}
