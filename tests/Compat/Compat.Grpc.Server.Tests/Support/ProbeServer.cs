using System.Net;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrpcServerTests.Support;

/// <summary>
/// A real Kestrel on free ports with <see cref="ProbeService"/>: one endpoint for HTTP/2 without TLS, one for HTTP/1.1.
/// </summary>
public sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ProbeServer(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        Address = new Uri(addresses[0]);
        Http1Address = new Uri(addresses[1]);
    }

    public Uri Address { get; }

    public Uri Http1Address { get; }

    public ProbeLog Log => _app.Services.GetRequiredService<ProbeLog>();

    public IServiceProvider Services => _app.Services;

    public static async Task<ProbeServer> StartAsync(
        Action<GrpcServiceOptions>? configure = null, Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.Listen(IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2);
            o.Listen(IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton<ProbeLog>();
        builder.Services.AddGrpc(configure ?? (static _ => { }));
        builder.Services.AddGrpcReflection();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapGrpcService<ProbeService>();
        app.MapGrpcReflectionService();
        map?.Invoke(app);
        await app.StartAsync();
        return new ProbeServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
