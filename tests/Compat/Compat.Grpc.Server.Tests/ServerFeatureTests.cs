using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using GrpcServerTests.Protos;
using GrpcServerTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcServerTests;

public sealed class ServerFeatureTests
{
    private const string Echo = "/compat.probe.v1.Probe/Echo";

    [Fact]
    public async Task Interceptors_run_global_before_service_in_the_order_they_were_added()
    {
        var trace = new List<string>();
        await using var server = await ProbeServer.StartAsync(
            o =>
            {
                o.Interceptors.Add<TraceInterceptor>(trace, "global 1");
                o.Interceptors.Add<RegisteredInterceptor>();
            },
            s =>
            {
                s.AddSingleton(new RegisteredInterceptor(trace));
                s.Configure<GrpcServiceOptions<ProbeService>>(o => o.Interceptors.Add<TraceInterceptor>(trace, "service"));
            });
        using var raw = new RawCall(server.Address);
        await raw.PostAsync(Echo, RawCall.Frame(new Ping()));
        Assert.Equal(["global 1 in", "registered in", "service in", "service out", "registered out", "global 1 out"], trace);
    }

    [Theory]
    [InlineData("Echo")]
    [InlineData("Collect")]
    [InlineData("Repeat")]
    [InlineData("Chat")]
    public async Task An_interceptor_sees_every_kind_of_call(string method)
    {
        var trace = new List<string>();
        await using var server = await ProbeServer.StartAsync(o => o.Interceptors.Add<TraceInterceptor>(trace, "it"));
        using var raw = new RawCall(server.Address);
        await raw.PostAsync("/compat.probe.v1.Probe/" + method, RawCall.Frame(new Ping { Count = 1 }));
        Assert.Equal(["it in", "it out"], trace);
    }

    [Fact]
    public async Task Options_of_a_service_win_over_those_of_all()
    {
        await using var server = await ProbeServer.StartAsync(
            o => o.MaxReceiveMessageSize = 10,
            s => s.Configure<GrpcServiceOptions<ProbeService>>(o => o.MaxReceiveMessageSize = null));
        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync(Echo, RawCall.Frame(new Ping { Text = new string('x', 5_000_000) }));
        Assert.Equal("0", answer.GrpcStatus);
    }

    [Theory]
    [InlineData("gzip", "gzip", 1)]
    [InlineData("deflate", "gzip, deflate", 1)]
    [InlineData("deflate", "identity,gzip", 0)]
    public async Task Responses_are_compressed_for_callers_that_accept_it(string algorithm, string accepted, byte flag)
    {
        await using var server = await ProbeServer.StartAsync(o => o.ResponseCompressionAlgorithm = algorithm);
        using var raw = new RawCall(server.Address);
        var body = RawCall.Frame(new Ping { AnswerSize = 10_000 });
        var answer = await raw.PostAsync(Echo, body, ("grpc-accept-encoding", accepted));
        Assert.Equal(("0", flag), (answer.GrpcStatus, answer.Body[0]));
        Assert.Equal(flag == 1 ? algorithm : null, answer.Headers.GetValueOrDefault("grpc-encoding"));
        Assert.Equal(flag == 1, answer.Body.Length < 1000);
    }

    [Fact]
    public async Task A_message_may_ask_not_to_be_compressed()
    {
        var definition = Define("Stream", async (_, responses, _) =>
        {
            responses.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            await responses.WriteAsync(new byte[100]);
        });
        await using var server = await ProbeServer.StartAsync(
            o => o.ResponseCompressionAlgorithm = "gzip", map: app => app.MapGrpcService(definition));
        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync("/raw.Service/Stream", RawCall.Frame([1]), ("grpc-accept-encoding", "gzip"));
        Assert.Equal(("gzip", 0, 105), (answer.Headers["grpc-encoding"], answer.Body[0], answer.Body.Length));
    }

    [Fact]
    public async Task Requests_may_be_deflated()
    {
        await using var server = await ProbeServer.StartAsync();
        using var packed = new MemoryStream();
        await using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await zlib.WriteAsync(new Ping { Text = "deflated" }.ToByteArray());
        }

        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync(Echo, RawCall.Frame(packed.ToArray(), flag: 1), ("grpc-encoding", "deflate"));
        Assert.Equal("deflated", Pong.Parser.ParseFrom(answer.Body.AsSpan(5)).Text);
    }

    [Fact]
    public async Task Unknown_services_may_be_left_to_other_endpoints()
    {
        await using var server = await ProbeServer.StartAsync(
            o => o.IgnoreUnknownServices = true, map: app => app.MapPost("/other.Service/Call", () => "other"));
        using var raw = new RawCall(server.Address);
        var other = await raw.PostAsync("/other.Service/Call", []);
        Assert.Equal("other", System.Text.Encoding.UTF8.GetString(other.Body));
        Assert.Equal(HttpStatusCode.NotFound, (await raw.PostAsync("/absent.Service/Call", [])).Http);
    }

    [Fact]
    public async Task Endpoints_carry_the_method_and_the_attributes_of_type_and_handler()
    {
        await using var server = await ProbeServer.StartAsync(map: app => app.MapGrpcService<MarkedService>());
        var endpoint = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Single(e => e.Metadata.GetMetadata<GrpcMethodMetadata>() is { } m
                && m.ServiceType == typeof(MarkedService) && m.Method.Name == "Echo");
        Assert.Equal(["type", "handler"], endpoint.Metadata.GetOrderedMetadata<MarkAttribute>().Select(m => m.Text));
        Assert.Equal("compat.probe.v1.Probe", endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()!.Method.ServiceName);
    }

    [Fact]
    public async Task A_second_write_while_one_is_pending_is_refused()
    {
        // The caller reads nothing until the second write was judged, so that the first one cannot finish in between.
        var judged = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var definition = Define("Stream", async (_, responses, _) =>
        {
            Task pending;
            do
            {
                pending = responses.WriteAsync(new byte[100_000]);
            }
            while (pending.IsCompleted);
            judged.SetResult(await Record.ExceptionAsync(() => responses.WriteAsync([1])));
            throw new RpcException(new Status(StatusCode.Aborted, "seen"));
        });
        await using var server = await ProbeServer.StartAsync(map: app => app.MapGrpcService(definition));
        using var post = new StreamingPost().Start(server.Address, "/raw.Service/Stream");
        await post.WriteAsync(RawCall.Frame([1]));
        post.EndRequest();
        using var response = await post.ResponseAsync();
        var seen = await judged.Task;
        await response.Content.ReadAsByteArrayAsync();
        Assert.Equal("10", response.TrailingHeaders.GetValues("grpc-status").Single());
        Assert.Contains("previous write is in progress",
            Assert.IsType<InvalidOperationException>(seen).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_headers_can_be_sent_once()
    {
        var definition = Define("Stream", async (_, _, context) =>
        {
            await context.WriteResponseHeadersAsync([new("first", "1")]);
            await context.WriteResponseHeadersAsync([new("second", "2")]);
        });
        await using var server = await ProbeServer.StartAsync(
            o => o.EnableDetailedErrors = true, map: app => app.MapGrpcService(definition));
        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync("/raw.Service/Stream", RawCall.Frame([1]));
        Assert.Equal(("2", "1"), (answer.GrpcStatus, answer.Headers["first"]));
        Assert.Contains("only be sent once", answer.GrpcMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_fails_half_way_resets_the_stream_and_no_other()
    {
        var broken = new Marshaller<byte[]>(
            (_, context) =>
            {
                context.SetPayloadLength(10);
                var writer = context.GetBufferWriter();
                writer.GetSpan(4);
                writer.Advance(4);
                throw new InvalidOperationException("half-way");
            },
            context => context.PayloadAsNewBuffer());
        var definition = Define("Stream", (_, responses, _) => responses.WriteAsync([1]), broken);
        await using var server = await ProbeServer.StartAsync(map: app => app.MapGrpcService(definition));
        using var raw = new RawCall(server.Address);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => raw.PostAsync("/raw.Service/Stream", RawCall.Frame([1])));
        Assert.Equal("0", (await raw.PostAsync(Echo, RawCall.Frame(new Ping()))).GrpcStatus);
    }

    [Fact]
    public async Task A_trailer_that_HTTP_cannot_carry_does_not_cost_the_status()
    {
        var definition = Define("Stream", (_, _, context) =>
        {
            context.ResponseTrailers.Add("bad", "line\nbreak");
            throw new RpcException(new Status(StatusCode.NotFound, "gone"));
        });
        await using var server = await ProbeServer.StartAsync(map: app => app.MapGrpcService(definition));
        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync("/raw.Service/Stream", RawCall.Frame([1]));
        Assert.Equal(("5", "gone"), (answer.GrpcStatus, answer.GrpcMessage));
    }

    [Fact]
    public async Task A_call_knows_its_caller_and_its_request()
    {
        string? peer = null;
        DateTime deadline = default;
        string? path = null;
        var definition = Define("Stream", (_, _, context) =>
        {
            (peer, deadline, path) = (context.Peer, context.Deadline, context.GetHttpContext().Request.Path.Value);
            return Task.CompletedTask;
        });
        await using var server = await ProbeServer.StartAsync(map: app => app.MapGrpcService(definition));
        using var raw = new RawCall(server.Address);
        await raw.PostAsync("/raw.Service/Stream", RawCall.Frame([1]));
        Assert.StartsWith("ipv4:127.0.0.1:", peer, StringComparison.Ordinal);
        Assert.Equal((DateTime.MaxValue, "/raw.Service/Stream"), (deadline, path));
    }

    public static TheoryData<string, Action<WebApplication>> Mappings => new()
    {
        { "AddGrpc", app => app.MapGrpcService<ProbeService>() },
        { "AddGrpcHealthChecks", app => app.MapGrpcHealthChecksService() },
        { "AddGrpcReflection", app => app.MapGrpcReflectionService() },
    };

    [Theory]
    [MemberData(nameof(Mappings))]
    public async Task Mapping_without_registration_says_what_to_call(string registration, Action<WebApplication> map)
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        var error = Assert.Throws<InvalidOperationException>(() => map(app));
        Assert.Contains(registration + " on the service collection", error.Message, StringComparison.Ordinal);
    }

    private static ServerServiceDefinition Define(
        string name, ServerStreamingServerMethod<byte[], byte[]> handler, Marshaller<byte[]>? responses = null)
    {
        var bytes = new Marshaller<byte[]>(b => b, b => b);
        var method = new Method<byte[], byte[]>(MethodType.ServerStreaming, "raw.Service", name, bytes, responses ?? bytes);
        return ServerServiceDefinition.CreateBuilder().AddMethod(method, handler).Build();
    }
}
