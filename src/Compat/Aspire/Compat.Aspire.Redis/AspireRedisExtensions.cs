using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers a Redis client from the connection string a resource reference provides.</summary>
public static class AspireRedisExtensions
{
    private const string Section = "Aspire:StackExchange:Redis";

    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/> (singleton) for <c>ConnectionStrings:NAME</c> and the health check
    /// <c>StackExchange.Redis</c>. It keeps trying to connect when the server is away; a missing connection string throws on
    /// first use.
    /// </summary>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        var settings = ReadSettings(builder, connectionName, configureSettings);
        builder.Services.TryAddSingleton<IConnectionMultiplexer>(
            services => Connect(services, connectionName, settings, configureOptions));
        AddChecks(builder, settings, "StackExchange.Redis", services => services.GetRequiredService<IConnectionMultiplexer>());
    }

    /// <summary>
    /// The same under the service key <paramref name="name"/>; the health check is <c>StackExchange.Redis_NAME</c>.
    /// </summary>
    public static void AddKeyedRedisClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        var settings = ReadSettings(builder, name, configureSettings);
        builder.Services.TryAddKeyedSingleton<IConnectionMultiplexer>(
            name, (services, _) => Connect(services, name, settings, configureOptions));
        AddChecks(
            builder, settings, $"StackExchange.Redis_{name}",
            services => services.GetRequiredKeyedService<IConnectionMultiplexer>(name));
    }

    private static StackExchangeRedisSettings ReadSettings(
        IHostApplicationBuilder builder, string name, Action<StackExchangeRedisSettings>? configureSettings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var settings = new StackExchangeRedisSettings();
        var section = builder.Configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(name).Bind(settings);
        if (builder.Configuration.GetConnectionString(name) is { } connectionString)
        {
            settings.ConnectionString = connectionString;
        }

        configureSettings?.Invoke(settings);
        return settings;
    }

    private static ConnectionMultiplexer Connect(
        IServiceProvider services, string name, StackExchangeRedisSettings settings, Action<ConfigurationOptions>? configure)
    {
        if (string.IsNullOrWhiteSpace(settings.ConnectionString))
        {
            throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{name}' "
                + $"or under the 'ConnectionString' key in '{Section}' or '{Section}:{name}' configuration section.");
        }

        var options = ConfigurationOptions.Parse(settings.ConnectionString);
        options.AbortOnConnectFail = false;
        services.GetService<IConfiguration>()?.GetSection($"{Section}:ConfigurationOptions").Bind(options);
        configure?.Invoke(options);
        return ConnectionMultiplexer.Connect(options);
    }

    private static void AddChecks(
        IHostApplicationBuilder builder,
        StackExchangeRedisSettings settings,
        string name,
        Func<IServiceProvider, IConnectionMultiplexer> connection)
    {
        if (!settings.DisableAutoActivation)
        {
            builder.Services.AddSingleton<IHostedService>(services => new RedisActivation(() => connection(services)));
        }

        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                name, services => new RedisHealthCheck(() => connection(services)), failureStatus: null, tags: null));
        }
    }
}
