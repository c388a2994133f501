using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>A real gRPC server on a free port, for one service.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private GrpcChannel? channel;
    private bool isStopped;

    private TestServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public GrpcChannel Channel => channel ??= GrpcChannel.ForAddress(Address);

    public static async Task<TestServer> StartAsync<TService>(TService service)
        where TService : class
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(service);
        var app = builder.Build();
        app.MapGrpcService<TService>();
        await app.StartAsync();
        return new TestServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        if (isStopped)
        {
            return;
        }

        isStopped = true;
        channel?.Dispose();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
