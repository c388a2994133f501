using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrpcClientTests;

[Collection(GrpcJsCollection.Name)]
public sealed class ContextPropagationTests(GrpcJs js)
{
    [Fact]
    public async Task A_call_inside_a_call_ends_with_the_outer_deadline_and_the_outer_cancellation()
    {
        await using var app = await StartRelayAsync();
        using var channel = GrpcChannel.ForAddress(app.Urls.Single());
        using var direct = GrpcChannel.ForAddress(js.Address);
        var relay = new Probe.ProbeClient(channel);
        var before = await CancelledAsync(direct);
        var ping = new Ping { Wait = Duration.FromTimeSpan(TimeSpan.FromSeconds(60)), IgnoreToken = true };

        Assert.Equal("through", (await relay.EchoAsync(new Ping { Text = "through" })).Text);
        var late = await Assert.ThrowsAsync<RpcException>(
            async () => await relay.EchoAsync(ping, deadline: DateTime.UtcNow.AddMilliseconds(300)));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        await Eventually.TrueAsync(async () => await CancelledAsync(direct) >= before + 1);

        using var source = new CancellationTokenSource(300);
        await Assert.ThrowsAsync<RpcException>(async () => await relay.EchoAsync(ping, cancellationToken: source.Token));
        await Eventually.TrueAsync(async () => await CancelledAsync(direct) >= before + 2);
    }

    [Fact]
    public async Task Outside_a_server_call_there_is_nothing_to_take_over()
    {
        await using var app = await StartRelayAsync();
        var error = Assert.Throws<InvalidOperationException>(
            () => app.Services.GetRequiredService<Probe.ProbeClient>().EchoAsync(new Ping()));
        Assert.Contains("SuppressContextNotFoundErrors", error.Message, StringComparison.Ordinal);

        await using var lenient = await StartRelayAsync(suppress: true);
        var client = lenient.Services.GetRequiredService<Probe.ProbeClient>();
        Assert.Equal("x", (await client.EchoAsync(new Ping { Text = "x" })).Text);
    }

    private static async Task<int> CancelledAsync(GrpcChannel channel)
        => (await new Probe.ProbeClient(channel).EchoAsync(new Ping { Text = "cancelled?" })).Index;

    private async Task<WebApplication> StartRelayAsync(bool suppress = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static o =>
            o.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddGrpcClient<Probe.ProbeClient>(o => o.Address = new Uri(js.Address))
            .EnableCallContextPropagation(o => o.SuppressContextNotFoundErrors = suppress);
        var app = builder.Build();
        app.MapGrpcService<Relay>();
        await app.StartAsync();
        return app;
    }

    private sealed class Relay(Probe.ProbeClient next) : Probe.ProbeBase
    {
        // The token is linked on purpose: both the caller's and the server call's must be able to end the inner call.
        public override async Task<Pong> Echo(Ping request, ServerCallContext context)
        {
            using var own = new CancellationTokenSource();
            return await next.EchoAsync(request, cancellationToken: own.Token);
        }
    }
}
