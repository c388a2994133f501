namespace Aspire.Hosting;

/// <summary>How the application runs.</summary>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    private IServiceProvider? _serviceProvider;

    /// <summary>What the application is asked to do.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether resources are to run.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether a manifest is to be written.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>The services of the built application; throws before it is built.</summary>
    public IServiceProvider ServiceProvider
    {
        get => _serviceProvider
            ?? throw new InvalidOperationException("IServiceProvider is not available before the application is built.");
        internal set => _serviceProvider = value;
    }
}
