using System.Diagnostics.Metrics;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion;

/// <summary>Counts items by what became of them.</summary>
internal sealed class IngestionMeter(IMeterFactory meters)
{
    private readonly Counter<long> items = meters.Create("CsPlatform.Ingestion")
        .CreateCounter<long>("ingestion.items", "{item}", "Items answered, by outcome");

    internal void Count(IReadOnlyList<ItemResult> results)
    {
        foreach (var outcome in results.CountBy(result => result.Outcome))
        {
            items.Add(outcome.Value, new KeyValuePair<string, object?>("outcome", outcome.Key.ToString()));
        }
    }
}
