using CsPlatform.Adapters.Csv;
using CsPlatform.Adapters.Json;

namespace CsPlatform.Adapters;

/// <summary>The formats that there are. A further one is a class that implements <see cref="IEventAdapter"/>, and a line here.</summary>
public static class AdapterFormats
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<AdapterFormat> All { get; } = [NdjsonAdapter.Format, JsonArrayAdapter.Format, CsvAdapter.Format];

    /// <summary>The names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(format => format.Name));

    /// <summary>A format by its name; null when there is none.</summary>
    public static AdapterFormat? Named(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>A format by the ending of a file's name; null when no format has it.</summary>
    public static AdapterFormat? OfFile(string path)
    {
        var ending = Path.GetExtension(path);
        return All.FirstOrDefault(format => format.FileEndings.Contains(ending, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>A format by a media type, parameters apart; null when no format has it.</summary>
    public static AdapterFormat? OfContentType(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim();
        return All.FirstOrDefault(format => string.Equals(format.ContentType, type, StringComparison.OrdinalIgnoreCase));
    }
}
