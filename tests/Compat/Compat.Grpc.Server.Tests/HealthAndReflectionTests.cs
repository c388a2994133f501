using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using GrpcServerTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Grpc.Health.V1.HealthCheckResponse.Types;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace GrpcServerTests;

public sealed class HealthAndReflectionTests
{
    private HealthStatus _database = HealthStatus.Healthy;

    [Theory]
    [InlineData(HealthStatus.Healthy, "", ServingStatus.Serving)]
    [InlineData(HealthStatus.Degraded, "", ServingStatus.Serving)]
    [InlineData(HealthStatus.Unhealthy, "", ServingStatus.NotServing)]
    [InlineData(HealthStatus.Unhealthy, "orders", ServingStatus.NotServing)]
    [InlineData(HealthStatus.Unhealthy, "front", ServingStatus.Serving)]
    public async Task Check_runs_the_checks_mapped_to_the_service(HealthStatus database, string service, ServingStatus expected)
    {
        _database = database;
        await using var server = await StartAsync();
        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync(
            "/grpc.health.v1.Health/Check", RawCall.Frame(new HealthCheckRequest { Service = service }));
        Assert.Equal("0", answer.GrpcStatus);
        Assert.Equal(expected, HealthCheckResponse.Parser.ParseFrom(answer.Body.AsSpan(5)).Status);
    }

    [Fact]
    public async Task Check_of_an_unknown_service_is_NOT_FOUND()
    {
        await using var server = await StartAsync();
        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync(
            "/grpc.health.v1.Health/Check", RawCall.Frame(new HealthCheckRequest { Service = "absent" }));
        Assert.Equal("5", answer.GrpcStatus);
    }

    [Fact]
    public async Task Watch_gives_the_health_now_and_after_each_change()
    {
        await using var server = await StartAsync();
        using var post = new StreamingPost().Start(server.Address, "/grpc.health.v1.Health/Watch");
        await post.WriteAsync(RawCall.Frame(new HealthCheckRequest()));
        post.EndRequest();
        using var response = await post.ResponseAsync();
        await using var body = await response.Content.ReadAsStreamAsync();
        Assert.Equal(ServingStatus.Serving, (await NextAsync(body)).Status);
        _database = HealthStatus.Unhealthy;
        Assert.Equal(ServingStatus.NotServing, (await NextAsync(body)).Status);
        _database = HealthStatus.Healthy;
        Assert.Equal(ServingStatus.Serving, (await NextAsync(body)).Status);
    }

    [Fact]
    public async Task Watch_of_an_unknown_service_says_so_and_ends_when_the_server_stops()
    {
        var server = await StartAsync();
        using var post = new StreamingPost().Start(server.Address, "/grpc.health.v1.Health/Watch");
        await post.WriteAsync(RawCall.Frame(new HealthCheckRequest { Service = "absent" }));
        post.EndRequest();
        using var response = await post.ResponseAsync();
        await using var body = await response.Content.ReadAsStreamAsync();
        Assert.Equal(ServingStatus.ServiceUnknown, (await NextAsync(body)).Status);
        await server.DisposeAsync();
        Assert.Equal(ServingStatus.NotServing, (await NextAsync(body)).Status);
    }

    [Fact]
    public async Task Reflection_lists_the_mapped_services()
    {
        await using var server = await StartAsync();
        var answers = await AskAsync(server, new ServerReflectionRequest { ListServices = "*", Host = "h" });
        Assert.Equal("h", answers[0].ValidHost);
        Assert.Equal(
            [
                "compat.probe.v1.Probe", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
                "grpc.reflection.v1alpha.ServerReflection",
            ],
            answers[0].ListServicesResponse.Service.Select(s => s.Name));
    }

    [Theory]
    [InlineData("compat.probe.v1.Probe")]
    [InlineData("compat.probe.v1.Probe.Echo")]
    [InlineData("compat.probe.v1.Ping")]
    [InlineData("compat.probe.v1.Ping.payload")]
    public async Task Reflection_finds_a_symbols_file_with_all_it_imports(string symbol)
    {
        await using var server = await StartAsync();
        var answers = await AskAsync(server, new ServerReflectionRequest { FileContainingSymbol = symbol });
        var files = answers[0].FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).ToList();
        Assert.Equal(["probe.proto", "google/protobuf/duration.proto"], files.Select(f => f.Name));
    }

    [Fact]
    public async Task Reflection_answers_each_question_of_a_stream_and_says_what_it_does_not_know()
    {
        await using var server = await StartAsync();
        var answers = await AskAsync(
            server,
            new ServerReflectionRequest { FileByFilename = "probe.proto" },
            new ServerReflectionRequest { FileByFilename = "absent.proto" },
            new ServerReflectionRequest { FileContainingSymbol = "absent.Symbol" },
            new ServerReflectionRequest());
        Assert.Equal(2, answers[0].FileDescriptorResponse.FileDescriptorProto.Count);
        Assert.Equal([5, 5, 3], answers.Skip(1).Select(a => a.ErrorResponse.ErrorCode));
        Assert.Contains("absent.proto", answers[1].ErrorResponse.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reflection_speaks_v1alpha_too()
    {
        await using var server = await StartAsync();
        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            RawCall.Frame(new V1Alpha.ServerReflectionRequest { ListServices = "" }));
        var response = V1Alpha.ServerReflectionResponse.Parser.ParseFrom(answer.Body.AsSpan(5));
        Assert.Equal(4, response.ListServicesResponse.Service.Count);
    }

    private static async Task<List<ServerReflectionResponse>> AskAsync(
        ProbeServer server, params ServerReflectionRequest[] requests)
    {
        using var raw = new RawCall(server.Address);
        var answer = await raw.PostAsync(
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", [.. requests.SelectMany(RawCall.Frame)]);
        Assert.Equal("0", answer.GrpcStatus);
        using var body = new MemoryStream(answer.Body);
        var answers = new List<ServerReflectionResponse>();
        while (body.Position < body.Length)
        {
            answers.Add(ServerReflectionResponse.Parser.ParseFrom(await RawCall.ReadFrameAsync(body)));
        }

        return answers;
    }

    private static async Task<HealthCheckResponse> NextAsync(Stream body) =>
        HealthCheckResponse.Parser.ParseFrom(await RawCall.ReadFrameAsync(body).WaitAsync(TimeSpan.FromSeconds(120)));

    private Task<ProbeServer> StartAsync() => ProbeServer.StartAsync(
        services: s =>
        {
            var checks = s.AddGrpcHealthChecks(o =>
            {
                o.Services.Map("orders", c => c.Tags.Contains("db"));
                o.Services.Map("front", c => c.Name == "front");
            });
            checks.AddCheck("database", () => new HealthCheckResult(_database), ["db"]);
            checks.AddCheck("front", () => HealthCheckResult.Healthy());
            s.Configure<HealthCheckPublisherOptions>(o =>
            {
                o.Delay = TimeSpan.FromMilliseconds(100);
                o.Period = TimeSpan.FromSeconds(1);
            });
        },
        map: app => app.MapGrpcHealthChecksService());
}
