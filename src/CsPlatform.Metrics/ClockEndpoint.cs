using CsPlatform.Metrics.UseCases;
using CsPlatform.Metrics.V1;
using Grpc.Core;

namespace CsPlatform.Metrics;

/// <summary>The table of contents of the clocks.</summary>
internal sealed class ClockEndpoint(WatchClocks watchClocks, ListClocks listClocks, ListObligations listObligations)
    : ClockService.ClockServiceBase
{
    public override Task WatchClocks(
        WatchClocksRequest request, IServerStreamWriter<WatchClocksResponse> responseStream, ServerCallContext context)
        => watchClocks.HandleAsync(request, responseStream, context.CancellationToken);

    public override Task<ListClocksResponse> ListClocks(ListClocksRequest request, ServerCallContext context)
        => listClocks.HandleAsync(request, context.CancellationToken);

    public override Task<ListObligationsResponse> ListObligations(ListObligationsRequest request, ServerCallContext context)
        => listObligations.HandleAsync(request, context.CancellationToken);
}
