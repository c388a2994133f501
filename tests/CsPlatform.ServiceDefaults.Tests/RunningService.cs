using CsPlatform.Ingestion.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CsPlatform.ServiceDefaults.Tests;

/// <summary>A service built as every service is, on free ports.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private RunningService(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        Grpc = new Uri(addresses[0]);
        Health = new Uri(addresses[1]);
        _channel = GrpcChannel.ForAddress(Grpc);
        Client = new IngestionService.IngestionServiceClient(_channel);
        HealthClient = new global::Grpc.Health.V1.Health.HealthClient(_channel);
    }

    /// <summary>The HTTP/2 endpoint.</summary>
    public Uri Grpc { get; }

    /// <summary>The HTTP/1.1 endpoint.</summary>
    public Uri Health { get; }

    public IngestionService.IngestionServiceClient Client { get; }

    public global::Grpc.Health.V1.Health.HealthClient HealthClient { get; }

    public static async Task<RunningService> StartAsync(
        Func<ServerCallContext, Task> act, Action<WebApplicationBuilder>? adapt = null, params string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.AddServiceDefaults();
        builder.Services.AddSingleton(new ProbeBehaviour(act));
        adapt?.Invoke(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGrpcService<Probe>();
        await app.StartAsync();
        return new RunningService(app);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
