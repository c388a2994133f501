using System.Net;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CsPlatform.ServiceDefaults.Tests;

/// <summary>Health for probes over HTTP/1.1 and for callers over gRPC, from the same checks.</summary>
public class HealthTests
{
    [Fact]
    public async Task Health_and_alive_answer_over_http_1_on_a_port_of_their_own_and_grpc_health_on_the_service_port()
    {
        await using var service = await RunningService.StartAsync(_ => Task.CompletedTask);

        Assert.NotEqual(service.Grpc.Port, service.Health.Port);
        Assert.Equal((HttpStatusCode.OK, "Healthy\nHealthy self\n"), await GetAsync(service, "/health"));
        Assert.Equal((HttpStatusCode.OK, "Healthy\nHealthy self\n"), await GetAsync(service, "/alive"));
        var answer = await service.HealthClient.CheckAsync(new HealthCheckRequest());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }

    [Fact]
    public async Task A_failing_check_takes_health_away_with_its_cause_and_leaves_the_process_alive()
    {
        await using var service = await RunningService.StartAsync(
            _ => Task.CompletedTask,
            builder => builder.Services.AddHealthChecks().AddCheck("store", () => HealthCheckResult.Unhealthy("no connection")));

        var (status, text) = await GetAsync(service, "/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("Unhealthy store: no connection", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(service, "/alive")).Status);
        var answer = await service.HealthClient.CheckAsync(new HealthCheckRequest());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, answer.Status);
    }

    [Theory]
    [InlineData("--Listen:Host=everywhere", "Listen:Host")]
    [InlineData("--Listen:GrpcPort=70000", "GrpcPort")]
    public async Task A_wrong_option_stops_the_start_and_is_named(string argument, string named)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RunningService.StartAsync(_ => Task.CompletedTask, null, argument));

        Assert.IsType<OptionsValidationException>(failure);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(RunningService service, string path)
    {
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version11 };
        using var answer = await client.GetAsync(new Uri(service.Health, path));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
