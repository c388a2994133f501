namespace CsPlatform.Cli.Stacks;

/// <summary>The resource names of the four services.</summary>
public static class ServiceName
{
    public const string Ingestion = "ingestion";
    public const string Metrics = "metrics";
    public const string Sanctions = "sanctions";
    public const string Billing = "billing";

    /// <summary>All of them, in the order in which facts flow.</summary>
    public static IReadOnlyList<string> All { get; } = [Ingestion, Metrics, Sanctions, Billing];
}
