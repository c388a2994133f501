using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application under construction.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>The configuration: files of the application host's folder, environment, arguments.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The application host's project folder.</summary>
    string AppHostDirectory { get; }

    /// <summary>The application host's assembly.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>The environment the application host runs in.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>The application host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The application's events.</summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>How the application will run.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource; throws <see cref="DistributedApplicationException"/> when its name is taken.</summary>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Configures a resource without adding it.</summary>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    /// <summary>The application; throws <see cref="DistributedApplicationException"/> when it cannot work.</summary>
    DistributedApplication Build();
}
