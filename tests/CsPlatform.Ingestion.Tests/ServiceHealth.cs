using CsPlatform.Ingestion.V1;
using Grpc.Health.V1;

namespace CsPlatform.Ingestion.Tests;

/// <summary>Whether a service that was given something bad goes on.</summary>
internal static class ServiceHealth
{
    /// <summary>It says that it serves, and it does.</summary>
    internal static async Task IsWellAsync(this Service service)
    {
        using var channel = service.NewChannel();
        var health = await new Health.HealthClient(channel).CheckAsync(
            new HealthCheckRequest(), deadline: DateTime.UtcNow.AddSeconds(30));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        var result = Assert.Single(await service.SubmitAsync(Events.Message("well", "well")));
        Assert.True(result.Outcome is ItemOutcome.Accepted or ItemOutcome.Duplicate, result.Outcome.ToString());
    }
}
