using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local;

/// <summary>What every part of the runtime needs.</summary>
internal sealed record RuntimeContext(
    IServiceProvider Services,
    DistributedApplicationModel Model,
    LocalRuntimeOptions Options,
    RuntimeFolders Folders,
    string AppHostDirectory)
{
    public ResourceNotificationService Notifications { get; } = Services.GetRequiredService<ResourceNotificationService>();

    public ResourceLoggerService Logs { get; } = Services.GetRequiredService<ResourceLoggerService>();

    public IDistributedApplicationEventing Eventing { get; } = Services.GetRequiredService<IDistributedApplicationEventing>();

    public IConfiguration Configuration { get; } = Services.GetRequiredService<IConfiguration>();

    public IHostEnvironment Environment { get; } = Services.GetRequiredService<IHostEnvironment>();

    public DistributedApplicationExecutionContext Execution { get; }
        = Services.GetRequiredService<DistributedApplicationExecutionContext>();

    /// <summary>Configuration the application host was built in, such as Debug.</summary>
    public string BuildConfiguration { get; init; } = "Debug";
}
