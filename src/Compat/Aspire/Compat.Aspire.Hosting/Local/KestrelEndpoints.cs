namespace Aspire.Hosting.Local;

/// <summary>Endpoints that a project's appsettings name under <c>Kestrel:Endpoints</c>.</summary>
internal static class KestrelEndpoints
{
    public static void Add(IResourceBuilder<ProjectResource> builder, IConfiguration settings)
    {
        var byDefault = settings["Kestrel:EndpointDefaults:Protocols"];
        var endpoints = settings.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(section => (section.Key, Address: Address(section["Url"]), Protocols: section["Protocols"] ?? byDefault))
            .Where(endpoint => endpoint.Address is not null)
            .ToList();
        foreach (var scheme in endpoints.GroupBy(endpoint => endpoint.Address!.Scheme))
        {
            foreach (var (key, address, protocols) in scheme)
            {
                builder.WithEndpoint(scheme.Count() == 1 ? scheme.Key : key, endpoint =>
                {
                    endpoint.UriScheme = scheme.Key;
                    endpoint.Transport = IsHttp2(protocols) ? "http2" : "http";
                    endpoint.Port ??= address!.Port > 0 ? address.Port : null;
                    endpoint.KestrelKey = key;
                });
            }
        }
    }

    public static bool IsHttp2(string? protocols) => string.Equals(protocols, "Http2", StringComparison.OrdinalIgnoreCase);

    // Kestrel takes hosts such as * and +, which are no URI hosts.
    private static Uri? Address(string? url)
        => Uri.TryCreate(url?.Replace("://*", "://localhost", StringComparison.Ordinal).Replace(
            "://+", "://localhost", StringComparison.Ordinal),
            UriKind.Absolute, out var address) ? address : null;
}
