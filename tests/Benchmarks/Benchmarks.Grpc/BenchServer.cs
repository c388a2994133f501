using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrpcBenchmarks;

/// <summary>The server side: prints "PORT n", ends with its standard input.</summary>
internal static class BenchServer
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static o =>
            o.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        await using var app = builder.Build();
        app.MapGrpcService<BenchEndpoint>();
        await app.StartAsync();
        Console.WriteLine($"PORT {new Uri(app.Urls.Single()).Port}");
        await Console.In.ReadToEndAsync();
    }
}
