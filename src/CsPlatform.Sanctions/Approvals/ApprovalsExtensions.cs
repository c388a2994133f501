using CsPlatform.Sanctions.UseCases;

namespace CsPlatform.Sanctions.Approvals;

/// <summary>Puts approvals together.</summary>
internal static class ApprovalsExtensions
{
    public static IServiceCollection AddApprovals(this IServiceCollection services)
    {
        services.AddOptions<ApprovalOptions>().BindConfiguration(ApprovalOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ListProposals>();
        services.AddSingleton<AnswerProposal>();
        return services.AddSingleton<ListAudit>();
    }
}
