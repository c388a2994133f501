using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;
using Npgsql;
using StackExchange.Redis;

namespace Compat.Aspire.Hosting.Tests;

public sealed class ClientTests
{
    [Theory]
    [InlineData("http://svc/a?b=c", "http://localhost:1001/a?b=c")]
    [InlineData("https+http://svc/a", "https://localhost:1000/a")]
    [InlineData("http+https://svc/", "http://localhost:1001/")]
    [InlineData("http://_grpc.svc/a", "http://localhost:1002/a")]
    [InlineData("https+http://plain/a", "http://localhost:1003/a")]
    [InlineData("http://outside/x", "http://example.com/base/x")]
    [InlineData("http://unknown:81/a", "http://unknown:81/a")]
    [InlineData("https+http://unknown/a", "https://unknown/a")]
    [InlineData("http://127.0.0.1:5/a", "http://127.0.0.1:5/a")]
    public void Service_names_become_addresses(string logical, string expected)
    {
        using var services = Services(
            ("svc:https:0", "https://localhost:1000"), ("svc:http:0", "http://localhost:1001"), ("svc:grpc:0", "localhost:1002"),
            ("plain:http:0", "http://localhost:1003"), ("outside:default:0", "http://example.com/base/"));
        Assert.Equal(expected, services.Resolve(new Uri(logical)).ToString());
    }

    [Fact]
    public void Several_addresses_take_turns()
    {
        using var services = Services(("svc:http:0", "http://a:1"), ("svc:http:1", "http://b:2"));
        var hosts = Enumerable.Range(0, 6).Select(_ => services.Resolve(new Uri("http://svc/")).Host).ToList();
        Assert.Equal(3, hosts.Count(host => host == "a"));
        Assert.Equal(3, hosts.Count(host => host == "b"));
    }

    [Fact]
    public void A_value_that_is_no_address_names_its_key()
    {
        using var services = Services(("svc:http:0", "http://"));
        var error = Assert.Throws<InvalidOperationException>(() => services.Resolve(new Uri("http://svc/")));
        Assert.Contains("Services:svc:http", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Servers_that_are_away_are_unhealthy_within_the_deadline_and_missing_settings_are_named()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("ConnectionStrings:db", "Host=127.0.0.1;Port=1;Username=x;Password=y;Timeout=2"),
            new("ConnectionStrings:cache", "127.0.0.1:1,connectTimeout=500"),
        ]);
        builder.AddNpgsqlDataSource("db");
        builder.AddRedisClient("cache");
        builder.AddKeyedNpgsqlDataSource("other", settings => settings.DisableHealthChecks = true);
        using var host = builder.Build();
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["PostgreSql"].Status);
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["StackExchange.Redis"].Status);
        Assert.Equal(2, report.Entries.Count);
        var missing = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredKeyedService<NpgsqlDataSource>("other"));
        Assert.Contains("ConnectionStrings:other", missing.Message, StringComparison.Ordinal);
        Assert.False(host.Services.GetRequiredService<IConnectionMultiplexer>().IsConnected);
    }

    [Fact]
    public void Handlers_that_resolve_names_tell_the_official_gRPC_channel_not_to_connect_by_itself()
    {
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(static client => client.AddServiceDiscovery());
        services.AddHttpClient("grpc").ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler());
        using var provider = services.BuildServiceProvider();
        HttpMessageHandler? handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("grpc");
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }

        Assert.Equal(true, Assert.IsType<SocketsHttpHandler>(handler).Properties["__GrpcLoadBalancingDisabled"]);
    }

    private static ConfiguredServices Services(params (string Key, string Value)[] values) => new(
        Options.Create(new ServiceDiscoveryOptions()),
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create<string, string?>($"Services:{value.Key}", value.Value)))
            .Build());
}
