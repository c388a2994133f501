namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>What a request address asks for: <c>https+http://_endpoint.service</c> taken apart.</summary>
/// <param name="Schemes">Acceptable schemes, the preferred one first.</param>
/// <param name="EndpointName">The endpoint named by a leading <c>_name.</c> label, else null.</param>
/// <param name="ServiceName">The host name without the endpoint label.</param>
internal sealed record ServiceQuery(IReadOnlyList<string> Schemes, string? EndpointName, string ServiceName)
{
    public static ServiceQuery Parse(Uri address)
    {
        var host = address.Host;
        string? endpoint = null;
        if (host.Length > 1 && host[0] == '_')
        {
            var dot = host.IndexOf('.', StringComparison.Ordinal);
            if (dot > 1 && dot < host.Length - 1)
            {
                endpoint = host[1..dot];
                host = host[(dot + 1)..];
            }
        }

        return new ServiceQuery(address.Scheme.Split('+', StringSplitOptions.RemoveEmptyEntries), endpoint, host);
    }
}
