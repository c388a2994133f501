using System.Net.Sockets;

namespace Aspire.Hosting;

/// <summary>Adds Redis servers.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>A Redis server on a free port, unless one is given, with a generated password.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port)
        => builder.AddRedis(name, port, null);

    /// <summary>A Redis server on a free port, unless one is given, with a generated password, unless one is given.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null,
            IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var resource = new RedisResource(name, secret);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().AddCheck(key, new Local.RedisProbe(resource));
        return builder.AddResource(resource)
            .WithAnnotation(
                new EndpointAnnotation(ProtocolType.Tcp, name: RedisResource.EndpointName, port: port, targetPort: 6379))
            .WithHealthCheck(key);
    }

    /// <summary>Keeps the data in a named volume and writes it to disk at least every minute.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
        => builder.WithData(new DataFolderAnnotation(name ?? Local.VolumeName.For(builder, "data"), null), isReadOnly);

    /// <summary>Keeps the data in a folder and writes it to disk at least every minute.</summary>
    public static IResourceBuilder<RedisResource> WithDataBindMount(
        this IResourceBuilder<RedisResource> builder, string source, bool isReadOnly = false)
        => builder.WithData(new DataFolderAnnotation(null, Local.VolumeName.Folder(builder, source)), isReadOnly);

    /// <summary>Writes a snapshot when that many keys changed within the interval (default a minute).</summary>
    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(
            new PersistenceAnnotation(interval, keysChangedThreshold), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Uses another password; null: none.</summary>
    public static IResourceBuilder<RedisResource> WithPassword(
        this IResourceBuilder<RedisResource> builder, IResourceBuilder<ParameterResource>? password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.PasswordParameter = password?.Resource;
        return builder;
    }

    /// <summary>Listens on a given port; null: a free one.</summary>
    public static IResourceBuilder<RedisResource> WithHostPort(this IResourceBuilder<RedisResource> builder, int? port)
        => builder.WithEndpoint(RedisResource.EndpointName, endpoint => endpoint.Port = port);

    private static IResourceBuilder<RedisResource> WithData(
        this IResourceBuilder<RedisResource> builder, DataFolderAnnotation folder, bool isReadOnly)
    {
        builder.WithAnnotation(folder, ResourceAnnotationMutationBehavior.Replace);
        return isReadOnly || builder.Resource.Annotations.OfType<PersistenceAnnotation>().Any() ? builder
            : builder.WithPersistence();
    }
}
