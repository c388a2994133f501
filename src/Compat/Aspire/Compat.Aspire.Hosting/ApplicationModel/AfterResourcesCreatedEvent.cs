namespace Aspire.Hosting.ApplicationModel;

/// <summary>Every resource without explicit start was started or failed.</summary>
public class AfterResourcesCreatedEvent(
    IServiceProvider services, DistributedApplicationModel model) : IDistributedApplicationEvent
{
    /// <summary>The application's services.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>The application as described.</summary>
    public DistributedApplicationModel Model { get; } = model;
}
