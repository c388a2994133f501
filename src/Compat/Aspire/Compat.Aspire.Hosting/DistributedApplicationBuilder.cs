using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting.Local;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application under construction, on a generic host.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    // Tests listen here to change a builder that an application host's own entry point creates.
    internal const string ListenerName = "Aspire.Hosting";
    private static readonly DiagnosticListener Listener = new(ListenerName);
    private readonly HostApplicationBuilder _host;

    /// <summary>An application; the arguments become configuration.</summary>
    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <summary>An application.</summary>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { Args = options.Args };
        Tell("Constructing", (options, settings));
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = Path.GetFullPath(
            options.ProjectDirectory ?? Metadata("apphostprojectpath") ?? Directory.GetCurrentDirectory());
        settings.ContentRootPath ??= AppHostDirectory;
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        _host = new HostApplicationBuilder(settings);
        RuntimeServices.Add(this, options, _host);
        Tell("Constructed", this);
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc/>
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = new(DistributedApplicationOperation.Run);

    /// <inheritdoc/>
    public IResourceCollection Resources { get; } = new ResourceCollection();

    internal string BuildConfiguration
        => AppHostAssembly?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is { Length: > 0 } configuration
            ? configuration
            : "Debug";

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (Resources.FirstOrDefault(other => StringComparers.Name.Equals(other.Name, resource.Name)) is { } taken)
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type "
                + $"'{taken.GetType()}' with that name already exists. Resource names are case-insensitive.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
        => new DistributedApplicationResourceBuilder<T>(this, resource);

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        Tell("Building", this);
        WaitCycles.ThrowIfAny(Resources);
        var application = new DistributedApplication(_host.Build());
        ExecutionContext.ServiceProvider = application.Services;
        Tell("Built", application);
        return application;
    }

    private string? Metadata(string key) => AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;

    private static void Tell(string step, object subject)
    {
        var name = $"DistributedApplicationBuilder{step}";
        if (Listener.IsEnabled() && Listener.IsEnabled(name))
        {
            Listener.Write(name, subject);
        }
    }
}
