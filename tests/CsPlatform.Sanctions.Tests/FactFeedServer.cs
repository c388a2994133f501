using CsPlatform.Billing.Tests;
using CsPlatform.Ingestion.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Sanctions.Tests;

/// <summary>A feed of events over HTTP/2 by the contract of ingestion, with exactly the events that a test adds.</summary>
internal sealed class FactFeedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private FactFeedServer(WebApplication app, IngestionStub feed) => (this.app, Feed) = (app, feed);

    public IngestionStub Feed { get; }

    public string Address => app.Urls.Single();

    public static async Task<FactFeedServer> StartAsync()
    {
        var feed = new IngestionStub();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(feed);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapGrpcService<IngestionStub>();
        await app.StartAsync();
        return new FactFeedServer(app, feed);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
