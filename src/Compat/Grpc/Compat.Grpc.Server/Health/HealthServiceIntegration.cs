using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>
/// The mapped health service: runs ASP.NET Core's checks when asked and follows their published results when watched.
/// </summary>
internal sealed class HealthServiceIntegration(
    HealthServiceImpl health, HealthCheckService checks, IOptions<GrpcHealthChecksOptions> options,
    IHostApplicationLifetime lifetime)
    : Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (options.Value.UseHealthChecksCache)
        {
            return await health.Check(request, context);
        }

        var mapping = options.Value.Services.Find(request.Service)
            ?? throw new RpcException(new Status(StatusCode.NotFound, $"Unknown service '{request.Service}'."));
        return new HealthCheckResponse { Status = await RunChecksAsync(mapping, context.CancellationToken) };
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        if (!options.Value.UseHealthChecksCache && options.Value.Services.Find(request.Service) is { } mapping)
        {
            // The first answer is fresh; later ones come with the published reports.
            health.SetStatus(mapping.Name, await RunChecksAsync(mapping, context.CancellationToken));
        }

        if (options.Value.SuppressCompletionOnShutdown)
        {
            await health.Watch(request, responseStream, context);
            return;
        }

        await WatchUntilShutdownAsync(request, responseStream, context);
    }

    private async Task WatchUntilShutdownAsync(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await health.Watch(request, responseStream, new StoppableContext(context, stop.Token));
        }
        catch (OperationCanceledException)
            when (lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            await responseStream.WriteAsync(
                new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.NotServing },
                context.CancellationToken);
        }
    }

    private async Task<HealthCheckResponse.Types.ServingStatus> RunChecksAsync(
        ServiceMapping mapping, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(r => ServingStatusRule.Picks(mapping, r.Name, r.Tags), cancellationToken);
        return ServingStatusRule.Of(report.Entries.Values);
    }
}
