namespace Aspire.Hosting.ApplicationModel;

/// <summary>Edits the addresses to show.</summary>
public class ResourceUrlsCallbackAnnotation(Func<ResourceUrlsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds to or changes the addresses gathered so far.</summary>
    public Func<ResourceUrlsCallbackContext, Task> Callback { get; } = callback;
}
