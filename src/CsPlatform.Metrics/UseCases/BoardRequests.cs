using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Board;
using CsPlatform.Metrics.V1;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Metrics.UseCases;

/// <summary>What the questions about a board share: whose it is, and the refusals.</summary>
internal sealed class BoardRequests(RulebookCatalogue catalogue, RunningRules rules, Boards boards)
{
    private const int LongestShopId = 128;

    /// <summary>The shop that is asked for.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every fault, the caller's own among them.</exception>
    public ShopKey Shop(Common.V1.ShopKey? shop, FieldFaults faults)
    {
        if (!faults.AddIf(shop is null, "shop", "Missing: send platform and shop_id."))
        {
            Rules.Platform(catalogue, shop!.Platform, faults, "shop.platform");
            TextRules.Key(faults, "shop.shop_id", shop.ShopId, LongestShopId);
        }

        faults.ThrowIfAny();
        return new ShopKey(shop!.Platform, shop.ShopId);
    }

    /// <summary>The board of a shop.</summary>
    /// <exception cref="Grpc.Core.RpcException">FAILED_PRECONDITION without rules today, NOT_FOUND for a shop nobody heard of.</exception>
    public async Task<LiveBoard> BoardAsync(ShopKey shop, int mostOpen, CancellationToken cancellation) =>
        await boards.GetAsync(shop, Rulebook(shop.Platform), mostOpen, cancellation)
        ?? throw Refusal.NotFound(
            "shop",
            $"{shop.Platform}/{shop.ShopId}",
            $"UNKNOWN_SHOP: no event of shop \"{shop.ShopId}\" of {shop.Platform} was ever counted.");

    private Rulebook Rulebook(string platform)
    {
        var today = rules.Today;
        return rules.Find(platform, today) ?? throw Refusal.FailedPrecondition(
            "NO_RULEBOOK", $"platforms/{platform}", $"{platform} has no rulebook on {today:R}: there is nothing to count by.");
    }
}
