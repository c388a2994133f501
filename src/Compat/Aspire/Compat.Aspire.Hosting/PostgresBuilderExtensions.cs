using System.Net.Sockets;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL servers and databases.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>
    /// A PostgreSQL server on a free port, unless one is given, with a generated password, unless one is given.
    /// </summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var resource = new PostgresServerResource(name, userName?.Resource, secret);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().AddCheck(key, new Local.PostgresProbe(resource, "postgres"));
        builder.Eventing.Subscribe<ResourceReadyEvent>(
            resource, (@event, token) => Local.PostgresDatabases.CreateAsync(resource, @event.Services, token));
        return builder.AddResource(resource)
            .WithAnnotation(
                new EndpointAnnotation(ProtocolType.Tcp, name: PostgresServerResource.EndpointName, port: port, targetPort: 5432))
            .WithHealthCheck(key);
    }

    /// <summary>A database, created when the server is ready; its own name defaults to the resource's.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        var key = $"{name}_check";
        builder.Resource.Add(database);
        builder.ApplicationBuilder.Services.AddHealthChecks()
            .AddCheck(key, new Local.PostgresProbe(builder.Resource, database.DatabaseName));
        return builder.ApplicationBuilder.AddResource(database).WithHealthCheck(key);
    }

    /// <summary>Creates the database by a script of one's own.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> WithCreationScript(
        this IResourceBuilder<PostgresDatabaseResource> builder, string script)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(script);
        builder.Resource.CreationScript = script;
        return builder;
    }

    /// <summary>Keeps the data, and the generated password beside it, in a named volume.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
        => builder.WithAnnotation(
            new DataFolderAnnotation(name ?? Local.VolumeName.For(builder, "data"), null),
                ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Keeps the data, and the generated password beside it, in a folder.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataBindMount(
        this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = false)
        => builder.WithAnnotation(
            new DataFolderAnnotation(null, Local.VolumeName.Folder(builder, source)), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Uses another password.</summary>
    public static IResourceBuilder<PostgresServerResource> WithPassword(
        this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    /// <summary>Uses another user name.</summary>
    public static IResourceBuilder<PostgresServerResource> WithUserName(
        this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> userName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userName);
        builder.Resource.UserNameParameter = userName.Resource;
        return builder;
    }

    /// <summary>Listens on a given port; null: a free one.</summary>
    public static IResourceBuilder<PostgresServerResource> WithHostPort(
        this IResourceBuilder<PostgresServerResource> builder, int? port)
        => builder.WithEndpoint(PostgresServerResource.EndpointName, endpoint => endpoint.Port = port);
}
