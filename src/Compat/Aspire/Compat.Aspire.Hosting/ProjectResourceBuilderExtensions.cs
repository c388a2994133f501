using Aspire.Hosting.Local;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>A referenced project, with the launch profile the search finds.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
        => builder.AddProject<TProject>(name, _ => { });

    /// <summary>A referenced project with a launch profile; null: without one.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
        => builder.AddProject<TProject>(name, options => Profile(options, launchProfileName));

    /// <summary>A referenced project.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new()
        => Add(builder, name, new TProject(), configure);

    /// <summary>A project by its path, relative to the application host's folder.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath)
        => builder.AddProject(name, projectPath, _ => { });

    /// <summary>A project by its path, with a launch profile; null: without one.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName)
        => builder.AddProject(name, projectPath, options => Profile(options, launchProfileName));

    /// <summary>A project by its path, relative to the application host's folder.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(projectPath);
        var path = Path.GetFullPath(Path.Combine(builder.AppHostDirectory, projectPath));
        return Add(builder, name, new ProjectAtPath(path), configure);
    }

    /// <summary>Runs the project as several processes behind one set of addresses.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Chooses which endpoints become part of <c>ASPNETCORE_URLS</c>.</summary>
    public static IResourceBuilder<ProjectResource> WithEndpointsInEnvironment(
        this IResourceBuilder<ProjectResource> builder, Func<EndpointAnnotation, bool> filter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(filter);
        return builder.WithAnnotation(new EndpointFilterAnnotation(filter));
    }

    /// <summary>Has no effect: forwarded headers are a matter of publishing.</summary>
    public static IResourceBuilder<ProjectResource> DisableForwardedHeaders(this IResourceBuilder<ProjectResource> builder)
        => builder;

    private static void Profile(ProjectResourceOptions options, string? launchProfileName)
    {
        options.ExcludeLaunchProfile = launchProfileName is null;
        options.LaunchProfileName = launchProfileName;
    }

    private static IResourceBuilder<ProjectResource> Add(
        IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        project.WithEnvironment(context => ProjectEnvironment.Defaults(context, builder.Configuration, builder.Environment));
        var settings = metadata.LaunchSettings ?? LaunchProfiles.Read(metadata.ProjectPath);
        var launch = LaunchProfiles.Choose(settings, options, builder.Configuration, metadata.ProjectPath);
        var appSettings = AppSettings(metadata.ProjectPath, launch?.Profile);
        if (!options.ExcludeKestrelEndpoints)
        {
            KestrelEndpoints.Add(project, appSettings);
        }

        if (launch is { } chosen)
        {
            project.WithAnnotation(new LaunchProfileAnnotation(chosen.Name, chosen.Profile));
            AddProfile(project, chosen.Profile, appSettings);
        }

        return project;
    }

    private static void AddProfile(IResourceBuilder<ProjectResource> project, LaunchProfile profile, IConfiguration appSettings)
    {
        var arguments = CommandLine.Split(profile.CommandLineArgs ?? "");
        if (arguments.Count > 0)
        {
            project.WithArgs([.. arguments, "--"]);
        }

        if (project.Resource.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.KestrelKey is not null))
        {
            return;
        }

        var http2 = KestrelEndpoints.IsHttp2(appSettings["Kestrel:EndpointDefaults:Protocols"]);
        var seen = new Dictionary<string, int>();
        foreach (var text in (profile.ApplicationUrl ?? "").Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var url = new Uri(text);
            var count = seen[url.Scheme] = seen.GetValueOrDefault(url.Scheme) + 1;
            project.WithEndpoint(count == 1 ? url.Scheme : $"{url.Scheme}{count}", endpoint =>
            {
                endpoint.Port = url.Port;
                endpoint.UriScheme = url.Scheme;
                endpoint.Transport = http2 ? "http2" : "http";
                endpoint.FromLaunchProfile = true;
            });
        }
    }

    private static IConfiguration AppSettings(string projectPath, LaunchProfile? profile)
    {
        var folder = Path.GetDirectoryName(projectPath)!;
        var builder = new ConfigurationBuilder();
        if (!Directory.Exists(folder))
        {
            return builder.Build();
        }

        builder.SetBasePath(folder).AddJsonFile("appsettings.json", optional: true);
        var environment = profile?.EnvironmentVariables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT")
            ?? profile?.EnvironmentVariables.GetValueOrDefault("DOTNET_ENVIRONMENT") ?? "Production";
        return builder.AddJsonFile($"appsettings.{environment}.json", optional: true).Build();
    }

    private sealed class ProjectAtPath(string projectPath) : IProjectMetadata
    {
        public string ProjectPath { get; } = projectPath;
    }
}
