namespace Aspire.Hosting.ApplicationModel;

/// <summary>Contributes environment variables at each start of the resource.</summary>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds to or changes the variables gathered so far.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}
