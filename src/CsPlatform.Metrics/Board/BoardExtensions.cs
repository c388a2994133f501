using CsPlatform.Metrics.UseCases;
using StackExchange.Redis;

namespace CsPlatform.Metrics.Board;

/// <summary>Puts boards and headroom together.</summary>
internal static class BoardExtensions
{
    internal static IServiceCollection AddBoard(this IServiceCollection services) => services
        .AddSingleton<RunningRules>()
        .AddSingleton<BoardSignal>()
        .AddSingleton(provider => new RedisLink(
            provider.GetRequiredService<IConnectionMultiplexer>,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RedisLink>>()))
        .AddSingleton<BoardCache>()
        .AddSingleton<BoardReader>()
        .AddSingleton<Boards>()
        .AddSingleton<BoardRefresher>()
        .AddHostedService(provider => provider.GetRequiredService<BoardRefresher>())
        .AddSingleton<BoardRequests>()
        .AddSingleton<GetLiveBoard>()
        .AddSingleton<WatchHeadroom>();
}
