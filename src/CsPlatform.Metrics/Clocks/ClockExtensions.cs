using CsPlatform.Metrics.Obligations;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.UseCases;
using CsPlatform.Persistence.Transactions;
using StackExchange.Redis;

namespace CsPlatform.Metrics.Clocks;

/// <summary>Puts the clocks together.</summary>
internal static class ClockExtensions
{
    /// <summary>Adds what arms, keeps and rings clocks, and what lists them. The fold's part is added with the fold.</summary>
    internal static IServiceCollection AddClocks(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseName>();
        services.AddSingleton<PendingClocks>();
        services.AddSingleton<ClockQueue>();
        services.AddSingleton(provider => new ClockIndex(
            provider.GetRequiredService<IConnectionMultiplexer>,
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<DatabaseName>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ClockIndex>>()));
        services.AddSingleton<ClockIndexWriter>();
        services.AddSingleton<IFoldState, FoldState>();
        services.AddSingleton<ClockBell>();
        services.AddHostedService(provider => provider.GetRequiredService<ClockIndexWriter>());
        services.AddHostedService<ClockLookout>();
        services.AddHostedService<ClockRinger>();
        services.AddSingleton<WatchClocks>();
        services.AddSingleton<ListClocks>();
        services.AddSingleton<ObligationBook>();
        services.AddSingleton<ListObligations>();
        return services;
    }
}
