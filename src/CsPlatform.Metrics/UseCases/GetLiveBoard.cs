using CsPlatform.Metrics.Board;
using CsPlatform.Metrics.V1;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Metrics.UseCases;

/// <summary>A shop's day as it is going.</summary>
internal sealed class GetLiveBoard(BoardRequests requests)
{
    private const int MostOpen = 1_000;

    internal async Task<GetLiveBoardResponse> HandleAsync(GetLiveBoardRequest request, CancellationToken cancellation)
    {
        var faults = new FieldFaults();
        faults.AddIf(
            request.MostOpen is < 0 or > MostOpen,
            "most_open",
            $"{request.MostOpen} is out of range; send 1 to {MostOpen}, or 0 for {Boards.OpenKept}.");
        var shop = requests.Shop(request.Shop, faults);
        var most = request.MostOpen == 0 ? Boards.OpenKept : request.MostOpen;
        return new GetLiveBoardResponse { Board = await requests.BoardAsync(shop, most, cancellation) };
    }
}
