using System.ComponentModel.DataAnnotations;

namespace CsPlatform.Ingestion.Flow;

/// <summary>How much a source and a shop may send, section "Ingestion:Quotas". A rate of 0 is not enforced.</summary>
public sealed class QuotaOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = $"{IngestionOptions.Section}:Quotas";

    /// <summary>Events per second of a source.</summary>
    [Range(0, 1_000_000)]
    public int SourceEventsPerSecond { get; init; }

    /// <summary>Events that a source may send at once after a pause.</summary>
    [Range(1, 100_000_000)]
    public int SourceBurst { get; init; } = 200_000;

    /// <summary>Events per second of a shop of a platform.</summary>
    [Range(0, 1_000_000)]
    public int ShopEventsPerSecond { get; init; } = 2_000;

    /// <summary>Events that a shop may send at once after a pause.</summary>
    [Range(1, 100_000_000)]
    public int ShopBurst { get; init; } = 200_000;

    /// <summary>How long a stream is held before it is refused.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(10);
}
