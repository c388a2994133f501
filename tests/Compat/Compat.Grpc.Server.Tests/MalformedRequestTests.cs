using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using GrpcServerTests.Protos;
using GrpcServerTests.Support;

namespace GrpcServerTests;

public sealed class MalformedRequestTests : IAsyncLifetime
{
    private const string Echo = "/compat.probe.v1.Probe/Echo";
    private const string Collect = "/compat.probe.v1.Probe/Collect";
    private ProbeServer _server = null!;
    private RawCall _raw = null!;

    public async Task InitializeAsync()
    {
        _server = await ProbeServer.StartAsync();
        _raw = new RawCall(_server.Address);
    }

    public async Task DisposeAsync()
    {
        _raw.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_well_formed_call_gets_one_frame_and_an_OK_trailer()
    {
        var answer = await _raw.PostAsync(Echo, RawCall.Frame(new Ping { Text = "hi" }));
        Assert.Equal("0", answer.GrpcStatus);
        Assert.False(answer.InHeaders);
        Assert.Equal("application/grpc", answer.Headers["content-type"]);
        Assert.Equal("hi", Pong.Parser.ParseFrom(answer.Body.AsSpan(5)).Text);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpcx", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc-web", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc+proto", HttpStatusCode.OK)]
    [InlineData("application/grpc; charset=utf-8", HttpStatusCode.OK)]
    public async Task The_content_type_decides_whether_a_request_is_gRPC(string contentType, HttpStatusCode expected)
    {
        var answer = await _raw.SendAsync(
            HttpMethod.Post, Echo, RawCall.Frame(new Ping()), contentType, HttpVersion.Version20);
        Assert.Equal(expected, answer.Http);
        Assert.Equal(expected == HttpStatusCode.OK ? "0" : "13", answer.GrpcStatus);
    }

    [Fact]
    public async Task HTTP_1_is_told_to_upgrade()
    {
        using var http1 = new RawCall(_server.Http1Address);
        var answer = await http1.SendAsync(
            HttpMethod.Post, Echo, RawCall.Frame(new Ping()), "application/grpc", HttpVersion.Version11);
        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.Http);
        Assert.Equal("HTTP/2", answer.Headers["Upgrade"]);
        Assert.Equal("13", answer.GrpcStatus);
    }

    [Fact]
    public async Task Only_POST_is_allowed()
    {
        var answer = await _raw.SendAsync(HttpMethod.Get, Echo, null, null, HttpVersion.Version20);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Http);
    }

    [Theory]
    [InlineData("/compat.probe.v1.Probe/Missing", "Method is unimplemented.")]
    [InlineData("/compat.probe.v1.Absent/Echo", "Service is unimplemented.")]
    public async Task Unknown_methods_and_services_are_UNIMPLEMENTED(string path, string message)
    {
        var answer = await _raw.PostAsync(path, RawCall.Frame(new Ping()));
        Assert.Equal(("12", message, true), (answer.GrpcStatus, answer.GrpcMessage, answer.InHeaders));
    }

    [Fact]
    public async Task A_request_that_is_no_gRPC_finds_the_applications_other_endpoints_or_404()
    {
        var answer = await _raw.SendAsync(HttpMethod.Post, "/some/page", [1], "text/plain", HttpVersion.Version20);
        Assert.Equal(HttpStatusCode.NotFound, answer.Http);
    }

    [Theory]
    [InlineData(Echo)]
    [InlineData(Collect)]
    public async Task An_unknown_encoding_is_UNIMPLEMENTED_and_lists_the_known_ones(string path)
    {
        var answer = await _raw.PostAsync(path, RawCall.Frame([1, 2], flag: 1), ("grpc-encoding", "snappy"));
        Assert.Equal("12", answer.GrpcStatus);
        Assert.Contains("snappy", answer.GrpcMessage, StringComparison.Ordinal);
        Assert.Equal("identity,gzip,deflate", answer.Headers["grpc-accept-encoding"]);
    }

    public static TheoryData<string, byte[], string, string> BrokenBodies => new()
    {
        { "no message", [], "3", "without any message" },
        { "half a header", [0, 0], "3", "3 bytes before the end" },
        { "half a message", RawCall.Frame([1, 2, 3], announcedLength: 10), "3", "7 bytes before the end" },
        { "two messages", [.. RawCall.Frame(new Ping()), .. RawCall.Frame(new Ping())], "3", "exactly one" },
        { "bad flag", RawCall.Frame([], flag: 2), "3", "compression flag 2" },
        { "compressed without encoding", RawCall.Frame([1], flag: 1), "3", "names no compression" },
        { "no protobuf", RawCall.Frame([0xFF, 0xFF, 0xFF]), "3", "as its contract says" },
        { "length of 4 GiB", RawCall.Frame([1], announcedLength: -1), "8", "4194304 bytes" },
    };

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task A_broken_body_gets_a_status_that_says_what_is_wrong(string what, byte[] body, string status, string part)
    {
        var answer = await _raw.PostAsync(Echo, body);
        Assert.True(answer.GrpcStatus == status, $"{what}: status {answer.GrpcStatus} {answer.GrpcMessage} HTTP {answer.Http}");
        Assert.Contains(part, answer.GrpcMessage, StringComparison.Ordinal);
        var next = await _raw.PostAsync(Echo, RawCall.Frame(new Ping()));
        Assert.Equal("0", next.GrpcStatus);
    }

    [Fact]
    public async Task A_stream_that_ends_in_the_middle_of_a_message_is_refused_with_a_status()
    {
        byte[] body = [.. RawCall.Frame(new Ping { Text = "whole" }), .. RawCall.Frame([1, 2, 3], announcedLength: 9)];
        var answer = await _raw.PostAsync(Collect, body);
        Assert.Equal("3", answer.GrpcStatus);
        Assert.Contains("6 bytes before the end", answer.GrpcMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_gzip_is_INVALID_ARGUMENT()
    {
        var answer = await _raw.PostAsync(Echo, RawCall.Frame([1, 2, 3, 4], flag: 1), ("grpc-encoding", "gzip"));
        Assert.Equal("3", answer.GrpcStatus);
        Assert.Contains("cannot be decompressed", answer.GrpcMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_gzip_that_expands_beyond_the_limit_is_RESOURCE_EXHAUSTED()
    {
        var bomb = new Ping { Payload = ByteString.CopyFrom(new byte[64 * 1024 * 1024]) }.ToByteArray();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(bomb);
        }

        var answer = await _raw.PostAsync(Echo, RawCall.Frame(packed.ToArray(), flag: 1), ("grpc-encoding", "gzip"));
        Assert.Equal("8", answer.GrpcStatus);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("S")]
    [InlineData("123456789S")]
    [InlineData("-1S")]
    [InlineData("5x")]
    public async Task A_malformed_timeout_is_refused_by_name(string timeout)
    {
        var answer = await _raw.PostAsync(Echo, RawCall.Frame(new Ping()), ("grpc-timeout", timeout));
        Assert.Equal("13", answer.GrpcStatus);
        Assert.Contains("grpc-timeout", answer.GrpcMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_without_a_handler_is_UNIMPLEMENTED()
    {
        var answer = await _raw.PostAsync("/compat.probe.v1.Probe/Nothing", RawCall.Frame(new Ping()));
        Assert.Equal(((int)StatusCode.Unimplemented).ToString(System.Globalization.CultureInfo.InvariantCulture),
            answer.GrpcStatus);
    }
}
