using CsPlatform.Domain.Sanctions.Appeals;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>Refused acts, as the contract names them.</summary>
internal static class AppealRefusals
{
    /// <summary>FAILED_PRECONDITION with the refusal's name and what to do.</summary>
    public static RpcException Of(AppealRefusal refusal, string appealId, string detail)
    {
        var (name, words) = refusal switch
        {
            AppealRefusal.NothingToAppeal => ("NOTHING_TO_APPEAL", "The decision takes nothing from the shop; appeal the one that does."),
            AppealRefusal.AlreadyRevoked => ("ALREADY_REVOKED", "The decision is revoked already: there is nothing left to appeal."),
            AppealRefusal.AlreadyAppealed => ("ALREADY_APPEALED", "An appeal against the decision is open; wait for it, or withdraw it."),
            AppealRefusal.TooLate => ("TOO_LATE", $"The time to appeal is over ({detail}); nothing can be filed."),
            AppealRefusal.Closed => ("CLOSED", $"The appeal is closed ({detail}); nothing more can be done with it."),
            AppealRefusal.NotIndependent =>
                ("NOT_INDEPENDENT", $"{detail} filed the appeal or took the decision; let somebody else decide on it."),
            AppealRefusal.NotTheFiler => ("NOT_THE_FILER", $"Only {detail}, who filed it, can withdraw it."),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "No such refusal."),
        };
        return Refusal.FailedPrecondition(name, $"appeals/{appealId}", words);
    }

    /// <summary>NOT_FOUND for an appeal.</summary>
    public static RpcException NotFound(AppealKey key) => Refusal.NotFound(
        "appeal", $"shops/{key.Shop.Platform}/{key.Shop.ShopId}/appeals/{key.AppealId}",
        $"Shop {key.Shop} has no appeal {key.AppealId}; ./cs appeal list names its appeals.");
}
