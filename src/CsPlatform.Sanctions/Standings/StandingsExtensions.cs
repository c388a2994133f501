using CsPlatform.Sanctions.UseCases;

namespace CsPlatform.Sanctions.Standings;

/// <summary>Registers how shops stand.</summary>
internal static class StandingsExtensions
{
    public static IServiceCollection AddStandings(this IServiceCollection services) =>
        services.AddSingleton<StandingCache>().AddHostedService<FollowStandings>().AddSingleton<GetStanding>();
}
