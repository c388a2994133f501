namespace CsPlatform.Ingestion;

/// <summary>How far an event's time may be from the time of its receipt, by source.</summary>
internal sealed class SkewWindows(IngestionOptions options)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Every fault of the settings, with the key.</summary>
    internal static IEnumerable<string> Faults(IngestionOptions options)
        => new (string Key, TimeSpan? Value)[] { ("FutureSkew", options.FutureSkew), ("PastSkew", options.PastSkew) }
            .Concat(options.Windows.SelectMany(window => new[]
            {
                (Key: $"Windows:{window.Key}:Future", Value: window.Value.Future),
                (Key: $"Windows:{window.Key}:Past", Value: window.Value.Past),
            }))
            .Where(setting => setting.Value is { } value && (value < TimeSpan.Zero || value > Longest))
            .Select(setting => $"{IngestionOptions.Section}:{setting.Key} is {setting.Value}; set 0 to {Longest.Days} days.");

    /// <summary>How far ahead an event of the source may be.</summary>
    internal TimeSpan Future(string source)
        => options.Windows.TryGetValue(source, out var window) ? window.Future ?? options.FutureSkew : options.FutureSkew;

    /// <summary>Whether an event came later than the window of its source allows.</summary>
    internal bool IsLate(string source, DateTimeOffset occurredAt, DateTimeOffset receivedAt)
        => occurredAt < receivedAt - Past(source);

    private TimeSpan Past(string source)
        => options.Windows.TryGetValue(source, out var window) ? window.Past ?? options.PastSkew : options.PastSkew;
}
