using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Grpc.Net.Client.Retry;

namespace Grpc.Net.Client.Channel;

/// <summary>The call sites of a channel, one per method, made on first use from address and service configuration.</summary>
internal sealed class CallSiteCatalog
{
    private readonly ConcurrentDictionary<IMethod, CallSite> _sites = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string? Service, string? Method), MethodConfig> _configs = [];
    private readonly Dictionary<MethodConfig, RetryRules> _rules = [];
    private readonly Uri _address;
    private readonly Func<IMethod, CallSite> _create;

    /// <exception cref="InvalidOperationException">The service configuration contradicts itself or asks for hedging.</exception>
    public CallSiteCatalog(Uri address, ServiceConfig? config, int? maxAttempts)
    {
        _address = address;
        _create = Create;
        foreach (var method in config?.MethodConfigs ?? [])
        {
            Add(method, maxAttempts);
        }
    }

    public CallSite Get(IMethod method) => _sites.GetOrAdd(method, _create);

    private void Add(MethodConfig config, int? maxAttempts)
    {
        if (config.HedgingPolicy is not null)
        {
            throw new InvalidOperationException(
                "HedgingPolicy is not supported by this channel. Configure a RetryPolicy for these methods instead.");
        }

        if (config.RetryPolicy is { } policy)
        {
            _rules[config] = RetryRules.From(policy, maxAttempts);
        }

        foreach (var name in config.Names)
        {
            var key = (NullIfEmpty(name.Service), NullIfEmpty(name.Method));
            if (key is { Item1: null, Item2: not null })
            {
                throw new InvalidOperationException($"Method name '{name.Method}' needs the service it belongs to.");
            }

            if (!_configs.TryAdd(key, config))
            {
                throw new InvalidOperationException(
                    $"Two method configs name service '{name.Service}' method '{name.Method}'. Keep one of them.");
            }
        }
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private CallSite Create(IMethod method)
    {
        var uri = new Uri(_address, method.FullName);
        var authority = _address.Authority;
        var config = Find((method.ServiceName, method.Name)) ?? Find((method.ServiceName, null)) ?? Find((null, null));
        var rules = config is not null && _rules.TryGetValue(config, out var found) ? found : null;
        return new CallSite(uri, $"{_address.Scheme}://{authority}/{method.ServiceName}", method.Name, rules);
    }

    private MethodConfig? Find((string? Service, string? Method) key) => _configs.GetValueOrDefault(key);
}
