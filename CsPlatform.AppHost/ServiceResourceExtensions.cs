namespace CsPlatform.AppHost;

/// <summary>What every service of the deployment has in common.</summary>
internal static class ServiceResourceExtensions
{
    /// <summary>
    /// Environment variable (or argument) that names a folder or file of rulebooks which every service adds to the shipped ones.
    /// </summary>
    public const string Rulebooks = "CS_RULEBOOKS";

    /// <summary>
    /// gRPC on the endpoint "http" (HTTP/2), health on "health" (HTTP/1.1), its database and Redis; started when both answer.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AsService(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<PostgresDatabaseResource> database,
        IResourceBuilder<RedisResource> cache) => service
        .WithHttpEndpoint(name: "http", env: "Listen__GrpcPort")
        .WithEndpoint("http", endpoint => endpoint.Transport = "http2")
        .WithHttpEndpoint(name: "health", env: "Listen__HealthPort")
        .WithHttpHealthCheck("/health", endpointName: "health")
        .WithReference(database)
        .WithReference(cache)
        .WithRulebooks(service.ApplicationBuilder.Configuration[Rulebooks])
        .WaitFor(database)
        .WaitFor(cache);

    /// <summary>The service follows another one's feed. It starts without waiting: a follower catches up by itself.</summary>
    public static IResourceBuilder<ProjectResource> Follows(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> publisher) =>
        service.WithReference(publisher);

    // Absolute, because a service runs in a folder of its own.
    private static IResourceBuilder<ProjectResource> WithRulebooks(this IResourceBuilder<ProjectResource> service, string? folder) =>
        string.IsNullOrEmpty(folder) ? service : service.WithEnvironment("Rulebooks__Folder", Path.GetFullPath(folder));
}
