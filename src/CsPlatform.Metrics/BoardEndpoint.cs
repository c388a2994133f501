using CsPlatform.Metrics.UseCases;
using CsPlatform.Metrics.V1;
using Grpc.Core;

namespace CsPlatform.Metrics;

/// <summary>The table of contents of boards and headroom.</summary>
internal sealed class BoardEndpoint(GetLiveBoard getLiveBoard, WatchHeadroom watchHeadroom) : BoardService.BoardServiceBase
{
    public override Task<GetLiveBoardResponse> GetLiveBoard(GetLiveBoardRequest request, ServerCallContext context)
        => getLiveBoard.HandleAsync(request, context.CancellationToken);

    public override Task WatchHeadroom(
        WatchHeadroomRequest request, IServerStreamWriter<WatchHeadroomResponse> responseStream, ServerCallContext context)
        => watchHeadroom.HandleAsync(request, responseStream, context.CancellationToken);
}
