using System.ComponentModel.DataAnnotations;

namespace CsPlatform.Ingestion;

/// <summary>What can be set for this service, section "Ingestion".</summary>
public sealed class IngestionOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Ingestion";

    /// <summary>How far ahead of this service's clock an event may be.</summary>
    public TimeSpan FutureSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long ago an event may have happened without being late.</summary>
    public TimeSpan PastSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Sources with windows of their own.</summary>
    public Dictionary<string, SourceWindow> Windows { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The earliest time of an event; anything before it is taken for a broken clock.</summary>
    public DateTimeOffset EarliestOccurredAt { get; init; } = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Transactions that store events at the same time; 0 = the number of cores.</summary>
    [Range(0, 256)]
    public int WriteGroups { get; init; }

    /// <summary>Events that may wait in one write group. More than that: streams wait, single batches are refused.</summary>
    [Range(1, 1_000_000)]
    public int QueuedEvents { get; init; } = 65_536;

    /// <summary>Events after which a transaction takes no more. Whoever comes while one is under way waits for its end.</summary>
    [Range(1, 1_000_000)]
    public int TransactionEvents { get; init; } = 2_048;

    /// <summary>Events that a stream puts into a transaction before it is the turn of the next one.</summary>
    [Range(1, 1_000_000)]
    public int TurnEvents { get; init; } = 256;

    /// <summary>
    /// Bytes of all batches that are being worked on, as they came. More than that: streams wait, single batches are refused. The
    /// least is room for one message of the largest size.
    /// </summary>
    [Range(6 * 1024 * 1024, int.MaxValue)]
    public long BytesInFlight { get; init; } = 8 * 1024 * 1024;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => SkewWindows.Faults(this).Select(fault => new ValidationResult(fault));
}
