namespace Aspire.Hosting.ApplicationModel;

/// <summary>How waits behave.</summary>
public class ResourceNotificationServiceOptions
{
    /// <summary>What a wait does when the awaited resource ends, unless the wait says otherwise.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.StopOnResourceUnavailable;
}
