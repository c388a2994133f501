using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>
/// Resolves service names from configuration <c>Services:NAME:KEY:N</c> and hands out the addresses in turn. Look-ups are kept
/// until the configuration reloads, since every request asks.
/// </summary>
internal sealed class ConfiguredServices : IDisposable
{
    private const string DefaultKey = "default";

    private readonly IConfiguration? _configuration;
    private readonly IOptions<ServiceDiscoveryOptions> _options;
    private readonly IDisposable? _reload;
    private ConcurrentDictionary<(string Scheme, string Host), Candidates> _known = new();

    public ConfiguredServices(IOptions<ServiceDiscoveryOptions> options, IConfiguration? configuration = null)
    {
        _options = options;
        _configuration = configuration;
        _reload = configuration is null
            ? null
            : ChangeToken.OnChange(configuration.GetReloadToken, () => _known = new());
    }

    public void Dispose() => _reload?.Dispose();

    /// <summary>The address to send a request to; the request's own address when its host is not a known service.</summary>
    public Uri Resolve(Uri address)
    {
        if (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return address;
        }

        var known = _known;
        var key = (address.Scheme, address.Host);
        if (!known.TryGetValue(key, out var candidates))
        {
            candidates = known.GetOrAdd(key, LookUp(address));
        }

        return candidates.Next(address);
    }

    private Candidates LookUp(Uri address)
    {
        var query = ServiceQuery.Parse(address);
        var options = _options.Value;
        var schemes = options.AllowAllSchemes || query.Schemes.Count < 2
            ? query.Schemes
            : [.. query.Schemes.Where(scheme => options.AllowedSchemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))];
        var scheme = schemes.Count > 0 ? schemes[0] : query.Schemes[0];
        var found = PreferredOf(schemes, Endpoints(query, schemes, scheme));
        return new Candidates([.. found], scheme, query.ServiceName);
    }

    private IEnumerable<Uri> Endpoints(ServiceQuery query, IReadOnlyList<string> schemes, string assumedScheme)
    {
        var service = _configuration?.GetSection("Services").GetSection(query.ServiceName);
        if (service is null || !service.Exists())
        {
            return [];
        }

        var section = query.EndpointName is { } name
            ? service.GetSection(name)
            : schemes.Append(DefaultKey).Select(service.GetSection).FirstOrDefault(candidate => candidate.Exists());
        if (section is null)
        {
            return [];
        }

        var values = section.Value is { } single ? [single] : section.GetChildren().Select(child => child.Value);
        return values.Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => Read(section, value!, assumedScheme));
    }

    private static Uri Read(IConfigurationSection section, string value, string assumedScheme)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : $"{assumedScheme}://{value}";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri
            : throw new InvalidOperationException(
                $"Configuration '{section.Path}' holds '{value}', which is no address. Write scheme://host:port or host:port.");
    }

    // "https+http" means https when there is any, so addresses of a later scheme only count when the earlier have none.
    private static IEnumerable<Uri> PreferredOf(IReadOnlyList<string> schemes, IEnumerable<Uri> endpoints)
    {
        var all = endpoints.ToList();
        if (schemes.Count < 2)
        {
            return all;
        }

        var preferred = schemes.FirstOrDefault(scheme => all.Exists(uri => uri.Scheme == scheme));
        return preferred is null ? all : all.Where(uri => uri.Scheme == preferred);
    }

    /// <summary>The addresses behind one name, in turn; without any, the name itself.</summary>
    private sealed class Candidates(Uri[] endpoints, string scheme, string host)
    {
        private uint _next = uint.MaxValue;

        public Uri Next(Uri address)
        {
            if (endpoints.Length == 0)
            {
                return address.Scheme == scheme && address.Host == host
                    ? address
                    : new UriBuilder(
                        address) { Scheme = scheme, Host = host, Port = address.IsDefaultPort ? -1 : address.Port }.Uri;
            }

            var endpoint = endpoints[Interlocked.Increment(ref _next) % (uint)endpoints.Length];
            var builder = new UriBuilder(address) { Scheme = endpoint.Scheme, Host = endpoint.Host, Port = endpoint.Port };
            if (endpoint.AbsolutePath.Length > 1)
            {
                builder.Path = endpoint.AbsolutePath.TrimEnd('/') + "/" + address.AbsolutePath.TrimStart('/');
            }

            return builder.Uri;
        }
    }
}
