namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource waits for another before it starts.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The resource waited for.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What is waited for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code that ends a wait for completion well.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What happens when the other ends first; null: the application's default.</summary>
    public WaitBehavior? WaitBehavior { get; init; }
}
