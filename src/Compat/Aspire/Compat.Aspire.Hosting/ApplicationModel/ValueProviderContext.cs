namespace Aspire.Hosting.ApplicationModel;

/// <summary>Who asks for a value.</summary>
public class ValueProviderContext
{
    /// <summary>How the application runs.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource the value is for.</summary>
    public IResource? Caller { get; init; }

    /// <summary>The replica the value is for; its own ports differ from its siblings'.</summary>
    internal Local.Instance? Instance { get; init; }
}
