using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Points at a resource's endpoint, which may be added later and gets its address when the application starts.</summary>
public sealed class EndpointReference : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    private readonly EndpointAnnotation? _endpoint;

    /// <summary>Points at an endpoint by name.</summary>
    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        Resource = owner;
        EndpointName = endpointName;
    }

    /// <summary>Points at an endpoint.</summary>
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint?.Name ?? throw new ArgumentNullException(nameof(endpoint)))
        => _endpoint = endpoint;

    /// <summary>The resource.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>The endpoint's name.</summary>
    public string EndpointName { get; }

    /// <summary>Why the endpoint is missing, for the error on use.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The endpoint; throws when there is none of that name.</summary>
    public EndpointAnnotation EndpointAnnotation => Find()
        ?? throw new InvalidOperationException(
            ErrorMessage ?? $"The endpoint '{EndpointName}' does not exist for the resource '{Resource.Name}'. "
            + $"It has: {Names(Resource)}.");

    /// <summary>Whether there is such an endpoint.</summary>
    public bool Exists => Find() is not null;

    /// <summary>Whether it has its address.</summary>
    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    /// <summary>Whether the scheme is <c>http</c>.</summary>
    public bool IsHttp => StringComparers.Scheme.Equals(Scheme, "http");

    /// <summary>Whether the scheme is <c>https</c>.</summary>
    public bool IsHttps => StringComparers.Scheme.Equals(Scheme, "https");

    /// <summary>The scheme.</summary>
    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>The host; throws before the endpoint has its address.</summary>
    public string Host => Allocated.Address;

    /// <summary>The port clients use; throws before the endpoint has its address.</summary>
    public int Port => Allocated.Port;

    /// <summary>The port the process listens on, when it is the same for all replicas.</summary>
    public int? TargetPort => EndpointAnnotation.TargetPort;

    /// <summary>The address; throws before the endpoint has it.</summary>
    public string Url => Allocated.UriString;

    string IManifestExpressionProvider.ValueExpression => $"{{{Resource.Name}.bindings.{EndpointName}.url}}";

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException(
            $"The endpoint '{EndpointName}' is not allocated for the resource '{Resource.Name}'. Start the application first.");

    /// <summary>A part of the address.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
        => GetValueAsync(cancellationToken);

    internal string Part(EndpointProperty property, Local.Instance? asking) => property switch
    {
        EndpointProperty.Url => Url,
        EndpointProperty.Host => Host,
        EndpointProperty.IPV4Host => Host == "localhost" ? "127.0.0.1" : Host,
        EndpointProperty.Port => Port.ToString(CultureInfo.InvariantCulture),
        EndpointProperty.Scheme => Scheme,
        EndpointProperty.HostAndPort => Allocated.EndPointString,
        EndpointProperty.TargetPort => TargetPortFor(asking).ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, "This is no part of an endpoint's address."),
    };

    private int TargetPortFor(Local.Instance? asking)
        => asking is not null && asking.Resource == Resource && asking.TargetPorts.TryGetValue(EndpointName, out var own)
            ? own
            : EndpointAnnotation.TargetPort ?? throw new InvalidOperationException(
                $"The endpoint '{EndpointName}' of '{Resource.Name}' has a target port per replica, "
                + "known only to the replica itself. Use the port, or give targetPort.");

    private EndpointAnnotation? Find() => _endpoint ?? Resource.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(endpoint => StringComparers.Name.Equals(endpoint.Name, EndpointName));

    private static string Names(IResource resource)
    {
        var names = resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Name).ToList();
        return names.Count == 0 ? "none" : string.Join(", ", names);
    }
}
