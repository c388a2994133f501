using Grpc.Core;
using Grpc.Net.Client;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;

namespace GrpcClientTests;

[Collection(GrpcJsCollection.Name)]
public sealed class CredentialTests(GrpcJs js)
{
    private static readonly CallCredentials s_first = CallCredentials.FromInterceptor(static async (context, metadata) =>
    {
        await Task.Yield();
        metadata.Add("x-service", context.ServiceUrl);
    });

    private static readonly CallCredentials s_second = CallCredentials.FromInterceptor(static (context, metadata) =>
    {
        metadata.Add("x-method", context.MethodName);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Credentials_of_channel_and_call_are_asked_before_each_call()
    {
        using var channel = GrpcChannel.ForAddress(js.Address, new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, s_first),
            UnsafeUseInsecureChannelCallCredentials = true,
        });
        using var call = new Probe.ProbeClient(channel).EchoAsync(new Ping(), new CallOptions(credentials: s_second));
        var headers = await call.ResponseHeadersAsync;
        Assert.Equal($"{js.Address}/compat.probe.v1.Probe", headers.GetValue("x-service"));
        Assert.Equal("Echo", headers.GetValue("x-method"));

        using var composed = new Probe.ProbeClient(channel).Chat(
            new CallOptions(credentials: CallCredentials.Compose(s_first, s_second)));
        headers = await composed.ResponseHeadersAsync;
        Assert.Equal("Chat", headers.GetValue("x-method"));
    }

    [Fact]
    public async Task Credentials_never_travel_without_tls_unless_the_channel_allows_it()
    {
        var refused = new GrpcChannelOptions { Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, s_first) };
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress(js.Address, refused));

        using var channel = GrpcChannel.ForAddress(js.Address);
        using var call = new Probe.ProbeClient(channel).EchoAsync(new Ping(), new CallOptions(credentials: s_second));
        Assert.Null((await call.ResponseHeadersAsync).Get("x-method"));
    }

    [Fact]
    public async Task Credentials_that_fail_fail_the_call()
    {
        using var channel = GrpcChannel.ForAddress(
            js.Address, new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });
        var failing = CallCredentials.FromInterceptor(
            static (_, _) => throw new RpcException(new Status(StatusCode.Unauthenticated, "no token")));
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await new Probe.ProbeClient(channel).EchoAsync(new Ping(), new CallOptions(credentials: failing)));
        Assert.Equal((StatusCode.Unauthenticated, "no token"), (error.StatusCode, error.Status.Detail));
    }

    [Theory]
    [InlineData("http://x", true)]
    [InlineData("https://x", false)]
    public void Credentials_that_contradict_the_scheme_are_refused(string address, bool secure)
    {
        var options = new GrpcChannelOptions
        {
            Credentials = secure ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
        };
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress(address, options));
    }
}
