using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.ClientFactory;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcClientTests;

[Collection(GrpcJsCollection.Name)]
public sealed class ClientFactoryTests(GrpcJs js)
{
    [Fact]
    public async Task A_typed_client_reaches_the_address_it_is_registered_with()
    {
        await using var services = Build(static _ => { }, js.Address);
        var answer = await services.GetRequiredService<Probe.ProbeClient>().EchoAsync(new Ping { Text = "typed" });
        Assert.Equal("typed", answer.Text);
    }

    [Fact]
    public async Task A_handler_that_resolves_the_service_name_carries_calls_and_streaming_uploads()
    {
        await using var services = Build(
            builder => builder.AddHttpMessageHandler(() => new Resolver(new Uri(js.Address))), "http://probe");
        var client = services.GetRequiredService<Probe.ProbeClient>();

        Assert.Equal("a", (await client.EchoAsync(new Ping { Text = "a" })).Text);
        using var call = client.Collect();
        for (var i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync(new Ping { Payload = Google.Protobuf.ByteString.CopyFrom(new byte[10_000]) });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(1_000_000, (await call).Size);
    }

    [Fact]
    public async Task Service_discovery_resolves_the_name_of_a_service()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("services:probe:http:0", js.Address)]).Build();
        await using var services = Build(
            static builder => builder.AddServiceDiscovery(),
            "http://probe",
            s => s.AddSingleton<IConfiguration>(configuration).AddServiceDiscovery());
        var client = services.GetRequiredService<Probe.ProbeClient>();
        Assert.Equal("found", (await client.EchoAsync(new Ping { Text = "found" })).Text);
        using var call = client.Chat();
        await call.RequestStream.WriteAsync(new Ping { Text = "streamed" });
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal("streamed", call.ResponseStream.Current.Text);
    }

    [Fact]
    public async Task Interceptors_run_in_order_and_live_as_long_as_their_scope_says()
    {
        var made = new List<string>();
        await using var services = Build(
            builder => builder
                .AddInterceptor(() => Mark(made, "channel"))
                .AddInterceptor(InterceptorScope.Client, () => Mark(made, "client"))
                .AddInterceptor<Named>(),
            js.Address,
            static s => s.AddSingleton<Named>());
        for (var i = 0; i < 2; i++)
        {
            await using var scope = services.CreateAsyncScope();
            using var call = scope.ServiceProvider.GetRequiredService<Probe.ProbeClient>().EchoAsync(new Ping());
            await call;
            var order = (await call.ResponseHeadersAsync).GetAll("x-order").Select(static e => e.Value);
            Assert.Equal("client, channel, named", string.Join(", ", order));
        }

        Assert.Equal(["channel", "client", "client"], made);
    }

    [Fact]
    public async Task Credentials_of_a_client_come_with_its_scope()
    {
        await using var services = Build(
            static builder => builder
                .ConfigureChannel(static o => o.UnsafeUseInsecureChannelCallCredentials = true)
                .AddCallCredentials(static (context, metadata, scope) =>
                {
                    metadata.Add("x-token", $"{scope.GetRequiredService<Token>().Value} for {context.MethodName}");
                    return Task.CompletedTask;
                }),
            js.Address,
            static s => s.AddScoped<Token>());
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Token>().Value = "secret";
        using var call = scope.ServiceProvider.GetRequiredService<Probe.ProbeClient>().EchoAsync(new Ping());
        Assert.Equal("secret for Echo", (await call.ResponseHeadersAsync).GetValue("x-token"));
    }

    [Fact]
    public async Task Named_clients_have_their_own_channels_and_a_factory()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<Probe.ProbeClient>("live", o => o.Address = new Uri(js.Address));
        services.AddGrpcClient<Probe.ProbeClient>("dead", static (_, o) => o.Address = new Uri("http://127.0.0.1:1"));
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<GrpcClientFactory>();

        Assert.Equal("x", (await factory.CreateClient<Probe.ProbeClient>("live").EchoAsync(new Ping { Text = "x" })).Text);
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await factory.CreateClient<Probe.ProbeClient>("dead").EchoAsync(new Ping()));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Throws<InvalidOperationException>(() => factory.CreateClient<Probe.ProbeClient>("other"));
    }

    [Fact]
    public async Task A_creator_replaces_the_constructor()
    {
        Probe.ProbeClient? made = null;
        await using var services = Build(
            builder => builder.ConfigureGrpcClientCreator(invoker => made = new Probe.ProbeClient(invoker)), js.Address);
        Assert.Same(services.GetRequiredService<Probe.ProbeClient>(), made);
    }

    [Fact]
    public void Registrations_that_cannot_work_are_refused_with_the_remedy()
    {
        using var noAddress = new ServiceCollection().AddGrpcClient<Probe.ProbeClient>().Services.BuildServiceProvider();
        Assert.Contains("no address", Assert.Throws<InvalidOperationException>(
            () => noAddress.GetRequiredService<Probe.ProbeClient>()).Message, StringComparison.Ordinal);

        using var http = Build(static builder => builder.ConfigureHttpClient(static _ => { }), "http://x");
        Assert.Contains("ConfigureChannel", Assert.Throws<InvalidOperationException>(
            () => http.GetRequiredService<Probe.ProbeClient>()).Message, StringComparison.Ordinal);

        var plain = new ServiceCollection().AddHttpClient("plain");
        Assert.Throws<InvalidOperationException>(() => plain.ConfigureChannel(static _ => { }));
    }

    [Fact]
    public async Task The_container_ends_the_calls_of_its_channels()
    {
        var services = Build(static _ => { }, js.Address);
        using var call = services.GetRequiredService<Probe.ProbeClient>().Chat();
        await call.ResponseHeadersAsync;
        await services.DisposeAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }

    private static ServiceProvider Build(
        Action<IHttpClientBuilder> configure, string address, Action<IServiceCollection>? register = null)
    {
        var services = new ServiceCollection();
        register?.Invoke(services);
        configure(services.AddGrpcClient<Probe.ProbeClient>(o => o.Address = new Uri(address)));
        return services.BuildServiceProvider();
    }

    private static Named Mark(List<string> made, string name)
    {
        made.Add(name);
        return new Named { Name = name };
    }

    private sealed class Token
    {
        public string Value { get; set; } = string.Empty;
    }

    private sealed class Resolver(Uri target) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("probe", request.RequestUri!.Host);
            request.RequestUri = new Uri(target, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Named : Interceptor
    {
        public string Name { get; init; } = "named";

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var headers = new Metadata();
            foreach (var entry in context.Options.Headers ?? [])
            {
                headers.Add(entry);
            }

            headers.Add("x-order", Name);
            return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(
                context.Method, context.Host, context.Options.WithHeaders(headers)));
        }
    }
}
