using CsPlatform.Adapters.Maps;

namespace CsPlatform.Adapters.Csv;

/// <summary>CSV whose rows a map turns into events.</summary>
public sealed class CsvAdapter(EventMap map) : IEventAdapter
{
    /// <summary>Its names.</summary>
    public static AdapterFormat Format { get; } = new(
        "csv", [".csv"], "text/csv", NeedsMap: true, map => new CsvAdapter(map ?? throw new ArgumentNullException(nameof(map))));

    public IEventReader Open(Stream content) => new CsvEventReader(content, map);
}
