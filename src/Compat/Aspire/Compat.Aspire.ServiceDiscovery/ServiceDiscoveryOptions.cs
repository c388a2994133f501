namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Options of service discovery.</summary>
public sealed class ServiceDiscoveryOptions
{
    /// <summary>Whether every scheme of a request may be used; when false, only <see cref="AllowedSchemes"/>.</summary>
    public bool AllowAllSchemes { get; set; } = true;

    /// <summary>The schemes that <c>a+b://service</c> may resolve to when <see cref="AllowAllSchemes"/> is false.</summary>
    public IList<string> AllowedSchemes { get; } = [];
}
