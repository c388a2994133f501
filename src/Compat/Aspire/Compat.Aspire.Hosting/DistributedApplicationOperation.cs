namespace Aspire.Hosting;

/// <summary>What the application is asked to do.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>Run the resources.</summary>
    Run = 0,

    /// <summary>Write a manifest; this runtime does not.</summary>
    Publish = 1,
}
