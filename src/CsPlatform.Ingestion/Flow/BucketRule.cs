namespace CsPlatform.Ingestion.Flow;

/// <summary>How fast a token bucket fills and how much it holds.</summary>
/// <param name="PerSecond">Events per second; 0 = not enforced.</param>
/// <param name="Burst">Events that may come at once after a pause; at least 1.</param>
internal readonly record struct BucketRule(int PerSecond, int Burst)
{
    internal bool IsEnforced => PerSecond > 0;
}
