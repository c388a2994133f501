namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a wait does when the awaited resource ends.</summary>
public enum WaitBehavior
{
    /// <summary>Waits on: a later start can still satisfy it.</summary>
    WaitOnResourceUnavailable = 0,

    /// <summary>Fails the waiting resource.</summary>
    StopOnResourceUnavailable = 1,
}
