using CsPlatform.Sanctions.UseCases;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>Puts appeals together.</summary>
internal static class AppealsExtensions
{
    public static IServiceCollection AddAppeals(this IServiceCollection services)
    {
        services.AddSingleton<AppealLog>();
        services.AddSingleton<AppealedGround>();
        services.AddSingleton<FileAppeal>();
        services.AddSingleton<DecideAppeal>();
        services.AddSingleton<WithdrawAppeal>();
        services.AddSingleton<GetAppeal>();
        return services.AddSingleton<ListAppeals>();
    }
}
