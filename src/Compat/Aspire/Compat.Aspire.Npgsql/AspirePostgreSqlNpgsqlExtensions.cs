using System.Data.Common;
using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers a PostgreSQL client from the connection string a resource reference provides.</summary>
public static class AspirePostgreSqlNpgsqlExtensions
{
    private const string Section = "Aspire:Npgsql";

    /// <summary>
    /// Registers <see cref="NpgsqlDataSource"/> (singleton) and <see cref="NpgsqlConnection"/> (transient) for
    /// <c>ConnectionStrings:NAME</c>, and the health check <c>PostgreSql</c>. A missing connection string throws on first use.
    /// </summary>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        var settings = ReadSettings(builder, connectionName, configureSettings);
        builder.Services.TryAddSingleton(
            services => Create(services, connectionName, settings, configureDataSourceBuilder));
        builder.Services.TryAddSingleton<DbDataSource>(services => services.GetRequiredService<NpgsqlDataSource>());
        builder.Services.TryAddTransient(services => services.GetRequiredService<NpgsqlDataSource>().CreateConnection());
        AddHealthCheck(builder, settings, "PostgreSql", services => services.GetRequiredService<NpgsqlDataSource>());
    }

    /// <summary>The same under the service key <paramref name="name"/>; the health check is <c>PostgreSql_NAME</c>.</summary>
    public static void AddKeyedNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string name,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        var settings = ReadSettings(builder, name, configureSettings);
        builder.Services.TryAddKeyedSingleton(
            name, (services, _) => Create(services, name, settings, configureDataSourceBuilder));
        builder.Services.TryAddKeyedTransient(
            name, (services, key) => services.GetRequiredKeyedService<NpgsqlDataSource>(key).CreateConnection());
        AddHealthCheck(
            builder, settings, $"PostgreSql_{name}", services => services.GetRequiredKeyedService<NpgsqlDataSource>(name));
    }

    private static NpgsqlSettings ReadSettings(
        IHostApplicationBuilder builder, string name, Action<NpgsqlSettings>? configureSettings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var settings = new NpgsqlSettings();
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

    private static NpgsqlDataSource Create(
        IServiceProvider services, string name, NpgsqlSettings settings, Action<NpgsqlDataSourceBuilder>? configure)
    {
        if (string.IsNullOrWhiteSpace(settings.ConnectionString))
        {
            throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{name}' "
                + $"or under the 'ConnectionString' key in '{Section}' or '{Section}:{name}' configuration section.");
        }

        var dataSource = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        dataSource.UseLoggerFactory(services.GetService<ILoggerFactory>());
        configure?.Invoke(dataSource);
        return dataSource.Build();
    }

    private static void AddHealthCheck(
        IHostApplicationBuilder builder, NpgsqlSettings settings, string name, Func<IServiceProvider, NpgsqlDataSource> source)
    {
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                name, services => new NpgsqlHealthCheck(source(services)), failureStatus: null, tags: null));
        }
    }
}
