namespace CsPlatform.Metrics.Scores;

/// <summary>Registers what scores need.</summary>
internal static class ScoresExtensions
{
    internal static IServiceCollection AddScores(this IServiceCollection services) => services
        .AddSingleton<ScorePublisher>()
        .AddSingleton<UseCases.ListScores>();
}
