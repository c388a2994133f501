using System.Text;
using CsPlatform.Adapters;
using CsPlatform.Adapters.Maps;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>A configured source: what it signs with, and how its bodies are read.</summary>
internal sealed class WebhookSource
{
    /// <summary>As many bytes as HMAC-SHA256 gives: a shorter secret would be the weak part.</summary>
    internal const int SecretBytesMin = 32;

    private readonly EventMap? map;
    private readonly AdapterFormat? format;

    private WebhookSource(string name, WebhookSourceOptions options, EventMap? map)
    {
        Name = name;
        Secrets = [.. options.Secrets.Select(Encoding.UTF8.GetBytes)];
        this.map = map;
        format = options.Format is null ? null : AdapterFormats.Named(options.Format);
    }

    /// <summary>Its name: the source of all its events.</summary>
    internal string Name { get; }

    internal IReadOnlyList<byte[]> Secrets { get; }

    /// <summary>The sources that have a secret.</summary>
    /// <exception cref="InvalidOperationException">A source is set up wrongly; the message names the keys and never a secret.</exception>
    internal static Dictionary<string, WebhookSource> Read(WebhookOptions options)
    {
        var faults = new List<string>();
        var sources = new Dictionary<string, WebhookSource>(StringComparer.Ordinal);
        foreach (var (name, source) in options.Webhooks.Where(entry => entry.Value.Secrets.Count > 0))
        {
            var key = $"{WebhookOptions.Section}:{nameof(WebhookOptions.Webhooks)}:{name}";
            Check(key, name, source, faults);
            sources.Add(name, new WebhookSource(name, source, MapOf(key, name, source, faults)));
        }

        return faults.Count == 0 ? sources : throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>How a body of this media type is read; null when this source sends nothing of the kind.</summary>
    internal IEventAdapter? AdapterFor(string? contentType)
    {
        var asked = format ?? AdapterFormats.OfContentType(contentType);
        return asked is null || (asked.NeedsMap && map is null) ? null : asked.Create(map);
    }

    /// <summary>The media types that this source may send.</summary>
    internal IEnumerable<string> ContentTypes =>
        AdapterFormats.All.Where(known => !known.NeedsMap || map is not null).Select(known => known.ContentType);

    private static void Check(string key, string name, WebhookSourceOptions source, List<string> faults)
    {
        if (name.Length > Limits.Source || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            faults.Add($"{key}: a source's name has at most {Limits.Source} letters, digits, dots, - and _, because it stands in the path.");
        }

        for (var i = 0; i < source.Secrets.Count; i++)
        {
            if (Encoding.UTF8.GetByteCount(source.Secrets[i]) < SecretBytesMin)
            {
                faults.Add($"{key}:Secrets:{i}: shorter than {SecretBytesMin} bytes; make one with: openssl rand -hex 32");
            }
        }

        if (source.Format is { } format && AdapterFormats.Named(format) is null)
        {
            faults.Add($"{key}:Format: \"{format}\" is none of {AdapterFormats.Names}.");
        }
        else if (source.Format is { } named && AdapterFormats.Named(named)!.NeedsMap && source.Map is null)
        {
            faults.Add($"{key}:Map: missing; {named} needs a map file (docs/import-maps.md).");
        }
    }

    private static EventMap? MapOf(string key, string name, WebhookSourceOptions source, List<string> faults)
    {
        if (source.Map is not { } path)
        {
            return null;
        }

        try
        {
            var map = EventMapReader.Read(File.ReadAllText(path), out var found);
            faults.AddRange(found.Select(fault => $"{key}:Map: {path}: {fault}"));
            if (map is not null && map.Source != name)
            {
                faults.Add($"{key}:Map: {path}: its source is \"{map.Source}\"; events of this webhook have the source \"{name}\".");
            }

            return map;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{key}:Map: {path} cannot be read: {failure.Message}");
            return null;
        }
    }
}
