using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local;

/// <summary>Registers what an application runs on.</summary>
internal static class RuntimeServices
{
    public static void Add(
        DistributedApplicationBuilder builder, DistributedApplicationOptions options, HostApplicationBuilder host)
    {
        var services = host.Services;
        services.AddSingleton(options);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(provider => new ResourceCommandService(provider));
        services.AddHealthChecks();
        services.AddSingleton(provider => Context(builder, provider));
        services.AddSingleton<LocalRuntime>();
        services.AddHostedService(provider => provider.GetRequiredService<LocalRuntime>());
        services.TryAddSingleton(_ => CreateConsole());
        services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        if (IsTerminal)
        {
            // Log lines would tear the table apart.
            host.Logging.ClearProviders();
        }
    }

    private static bool IsTerminal => !Console.IsOutputRedirected && !Console.IsInputRedirected;

    private static IConsoleReport CreateConsole() => IsTerminal ? new TableConsoleReport() : new PlainConsoleReport(Console.Out);

    private static RuntimeContext Context(DistributedApplicationBuilder builder, IServiceProvider provider)
    {
        var options = LocalRuntimeOptions.Read(builder.Configuration);
        return new RuntimeContext(
            provider,
            provider.GetRequiredService<DistributedApplicationModel>(),
            options,
            new RuntimeFolders(options, builder.Environment, builder.AppHostDirectory),
            builder.AppHostDirectory)
        {
            BuildConfiguration = builder.BuildConfiguration,
        };
    }
}
