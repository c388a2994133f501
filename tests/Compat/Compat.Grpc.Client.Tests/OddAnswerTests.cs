using Grpc.Core;
using Grpc.Net.Client;
using GrpcClientTests.Peers;
using GrpcServerTests.Protos;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GrpcClientTests;

public sealed class OddAnswerTests
{
    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(302, StatusCode.Unknown)]
    public async Task An_http_status_becomes_the_status_the_specification_names(int http, StatusCode expected)
    {
        var error = await FailAsync(context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        });
        Assert.Equal(expected, error.StatusCode);
        Assert.Contains($"HTTP status {http}", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grpc_status_counts_more_than_the_http_status()
    {
        var error = await FailAsync(static context =>
        {
            context.Response.StatusCode = 503;
            RawPeer.Refuse(context, 8, "too%20much");
            return Task.CompletedTask;
        });
        Assert.Equal((StatusCode.ResourceExhausted, "too much"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task A_web_page_is_no_answer()
    {
        var error = await FailAsync(static context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<p>hello</p>");
        });
        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.Contains("text/html", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_without_status_is_unknown()
    {
        var error = await FailAsync(static async context =>
        {
            RawPeer.Begin(context);
            await context.Response.Body.WriteAsync(RawPeer.Frame([]));
        });
        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.Contains("grpc-status", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ok_without_a_message_is_no_success_of_a_unary_call()
    {
        var error = await FailAsync(static context =>
        {
            RawPeer.Begin(context);
            context.Response.AppendTrailer("grpc-status", "0");
            return Task.CompletedTask;
        });
        Assert.Equal(StatusCode.Internal, error.StatusCode);
    }

    [Fact]
    public async Task Ok_in_the_headers_without_a_message_is_no_success_where_one_message_is_due()
    {
        await using var peer = await RawPeer.StartAsync(static context =>
        {
            RawPeer.Refuse(context, 0, "", ("x-shop", "42"));
            return Task.CompletedTask;
        });
        using var channel = GrpcChannel.ForAddress(peer.Address);
        var client = new Probe.ProbeClient(channel);
        var unary = await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(new Ping()));
        Assert.Equal((StatusCode.Internal, "42"), (unary.StatusCode, unary.Trailers.GetValue("x-shop")));
        using var upload = client.Collect();
        var streaming = await Assert.ThrowsAsync<RpcException>(async () => await upload);
        Assert.Equal(StatusCode.Internal, streaming.StatusCode);
        Assert.Equal(StatusCode.Internal, upload.GetStatus().StatusCode);
        using var download = client.Repeat(new Ping());
        Assert.False(await download.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, download.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, StatusCode.Internal)] // two messages
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, StatusCode.Internal)] // cut off
    [InlineData(new byte[] { 7, 0, 0, 0, 0 }, StatusCode.Internal)] // no such flag
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, StatusCode.Internal)] // compressed with nothing
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 255, 255 }, StatusCode.Internal)] // no protobuf
    [InlineData(new byte[] { 0, 255, 255, 255, 255 }, StatusCode.ResourceExhausted)] // 4 GiB announced
    public async Task A_malformed_body_ends_the_call_with_a_status(byte[] body, StatusCode expected)
    {
        var error = await FailAsync(async context =>
        {
            RawPeer.Begin(context);
            await context.Response.Body.WriteAsync(body);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        Assert.Equal(expected, error.StatusCode);
    }

    [Fact]
    public async Task An_encoding_that_was_never_offered_is_named()
    {
        var error = await FailAsync(static async context =>
        {
            context.Response.Headers["grpc-encoding"] = "snappy";
            RawPeer.Begin(context);
            await context.Response.Body.WriteAsync(RawPeer.Frame([1], flag: 1));
        });
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
        Assert.Contains("snappy", error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17", StatusCode.Unknown)]
    [InlineData("many", StatusCode.Unknown)]
    public async Task A_status_nobody_knows_is_unknown(string status, StatusCode expected)
    {
        var error = await FailAsync(context =>
        {
            RawPeer.Begin(context);
            context.Response.AppendTrailer("grpc-status", status);
            return Task.CompletedTask;
        });
        Assert.Equal(expected, error.StatusCode);
        Assert.Contains(status, error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x7, StatusCode.Unavailable)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0xc, StatusCode.PermissionDenied)]
    [InlineData(0x2, StatusCode.Internal)]
    public async Task A_reset_of_the_stream_becomes_the_status_the_specification_names(int code, StatusCode expected)
    {
        var error = await FailAsync(async context =>
        {
            RawPeer.Begin(context);
            await context.Response.Body.FlushAsync();
            context.Features.Get<IHttpResetFeature>()!.Reset(code);
        });
        Assert.Equal(expected, error.StatusCode);
    }

    [Fact]
    public async Task A_reset_at_the_deadline_is_the_deadline()
    {
        await using var peer = await RawPeer.StartAsync(static context =>
        {
            context.Features.Get<IHttpResetFeature>()!.Reset(0);
            return Task.CompletedTask;
        });
        using var channel = GrpcChannel.ForAddress(peer.Address);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await new Probe.ProbeClient(channel).EchoAsync(
            new Ping(), deadline: DateTime.UtcNow.AddMilliseconds(90)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task A_server_that_speaks_http_1_is_unavailable()
    {
        await using var peer = await RawPeer.StartAsync(static _ => Task.CompletedTask, HttpProtocols.Http1);
        using var channel = GrpcChannel.ForAddress(peer.Address);
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await new Probe.ProbeClient(channel).EchoAsync(new Ping()));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Response_headers_of_a_refused_call_are_its_trailers_too()
    {
        await using var peer = await RawPeer.StartAsync(static context =>
        {
            RawPeer.Refuse(context, 5, "no%20such%20shop", ("x-shop", "42"));
            return Task.CompletedTask;
        });
        using var channel = GrpcChannel.ForAddress(peer.Address);
        using var call = new Probe.ProbeClient(channel).EchoAsync(new Ping());
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal("42", error.Trailers.GetValue("x-shop"));
        Assert.Equal("42", call.GetTrailers().GetValue("x-shop"));
        Assert.Equal("42", (await call.ResponseHeadersAsync).GetValue("x-shop"));
        Assert.Equal(StatusCode.NotFound, call.GetStatus().StatusCode);
    }

    private static async Task<RpcException> FailAsync(RequestDelegate answer)
    {
        await using var peer = await RawPeer.StartAsync(answer);
        using var channel = GrpcChannel.ForAddress(peer.Address);
        return await Assert.ThrowsAsync<RpcException>(
            async () => await new Probe.ProbeClient(channel).EchoAsync(new Ping { Text = "x" }));
    }
}
