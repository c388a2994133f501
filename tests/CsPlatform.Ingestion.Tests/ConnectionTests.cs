using Microsoft.Extensions.DependencyInjection;

namespace CsPlatform.Ingestion.Tests;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Connections_to_other_services_are_watched_by_pings()
    {
        await using var app = IngestionHost.Build([
            "--ConnectionStrings:ingestiondb=Host=127.0.0.1;Port=1;Database=x;Username=x;Password=x",
            "--ConnectionStrings:cache=127.0.0.1:1",
            "--Listen:GrpcPort=0",
            "--Listen:HealthPort=0"]);
        HttpMessageHandler? handler = app.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("any");
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }

        var sockets = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.True(sockets.KeepAlivePingDelay + sockets.KeepAlivePingTimeout < TimeSpan.FromMinutes(1));
    }
}
