namespace Aspire.Hosting.ApplicationModel;

/// <summary>A health check, registered under this key, decides on the resource's health.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name the check is registered under.</summary>
    public string Key { get; } = key;
}
