using CsPlatform.Sanctions.UseCases;

namespace CsPlatform.Sanctions.Reasons;

/// <summary>Puts together what shows cases and says why.</summary>
internal static class ReasonsExtensions
{
    public static IServiceCollection AddReasons(this IServiceCollection services)
    {
        services.AddOptions<AppealOptions>().BindConfiguration(AppealOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EvidenceSource>();
        services.AddSingleton<ListCases>();
        services.AddSingleton<GetCase>();
        return services.AddSingleton<ExplainDecision>();
    }
}
