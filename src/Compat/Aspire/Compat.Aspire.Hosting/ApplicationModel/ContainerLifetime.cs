namespace Aspire.Hosting.ApplicationModel;

/// <summary>When a server ends.</summary>
public enum ContainerLifetime
{
    /// <summary>With the application.</summary>
    Session = 0,

    /// <summary>Outlives the application; this runtime ends it with the application and keeps its data.</summary>
    Persistent = 1,
}
