using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Standings;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Shows how a shop stands in each metric that was ever judged for it.</summary>
internal sealed class GetStanding(StandingCache standings, RulebookCatalogue catalogue)
{
    public async Task<GetStandingResponse> HandleAsync(GetStandingRequest request, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        fields.ThrowIfAny();
        return await standings.GetAsync(shop, cancellation);
    }
}
