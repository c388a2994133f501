namespace Aspire.Hosting.ApplicationModel;

/// <summary>Contributes command line arguments at each start of the resource.</summary>
public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds to or changes the arguments gathered so far.</summary>
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; } = callback;
}
