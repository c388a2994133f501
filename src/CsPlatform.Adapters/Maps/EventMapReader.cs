using System.Globalization;
using System.Text.Json;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.Reflection;

namespace CsPlatform.Adapters.Maps;

/// <summary>Reads a map file and validates it whole: every fault is told at once, with its path.</summary>
public static class EventMapReader
{
    private static readonly IReadOnlyList<FieldDescriptor> Facts = Event.Descriptor.Oneofs.Single().Fields.ToArray();

    /// <summary>Reads a map; null and the faults when it is not JSON, or has faults.</summary>
    public static EventMap? Read(string text, out IReadOnlyList<string> faults)
    {
        var found = new List<string>();
        faults = found;
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using var document = JsonDocument.Parse(text, options);
            return Map(new MapJson(found), document.RootElement) is { } map && found.Count == 0 ? map : null;
        }
        catch (JsonException failure)
        {
            found.Add(failure.Message);
            return null;
        }
    }

    private static EventMap? Map(MapJson json, JsonElement root)
    {
        if (!json.IsObject(root, "$", "description", "source", "platform", "shop", "time", "separator", "rows_without_events", "tree", "events"))
        {
            return null;
        }

        var source = json.Text(root, "$", "source");
        var platform = json.Text(root, "$", "platform");
        var shop = json.Template(root, "$", "shop");
        if (shop is { NamesShop: true })
        {
            json.Fault("$.shop", "it cannot be made of {@shop}; name a column");
        }

        var separator = json.OptionalText(root, "$", "separator") ?? ",";
        if (separator.Length != 1 || separator[0] is '"' or '\r' or '\n')
        {
            json.Fault("$.separator", "one character is expected, neither a quote nor a line end");
        }

        var time = Time(json, root);
        var withoutEvents = json.OptionalText(root, "$", "rows_without_events") ?? "left_out";
        if (withoutEvents is not ("left_out" or "faulty"))
        {
            json.Fault("$.rows_without_events", "left_out or faulty is expected");
        }

        var tree = TreeRuleReader.Read(json, root);
        var events = Events(json, root);
        return shop is null || time is null
            ? null
            : new EventMap(source, platform, shop, time, separator[0], tree, withoutEvents == "faulty", events);
    }

    private static TimeRule? Time(MapJson json, JsonElement root)
    {
        if (!root.TryGetProperty("time", out var element))
        {
            json.Fault("$.time", "missing; such as {\"format\": \"yyyy-MM-dd HH:mm:ss\", \"utc_offset\": \"+08:00\"}");
            return null;
        }

        if (!json.IsObject(element, "$.time", "format", "utc_offset"))
        {
            return null;
        }

        var format = json.Text(element, "$.time", "format");
        var offsetText = json.OptionalText(element, "$.time", "utc_offset");
        TimeSpan? offset = null;
        if (offsetText is not null)
        {
            var parses = DateTimeOffset.TryParseExact(
                $"2000-01-01 {offsetText}", "yyyy-MM-dd zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at);
            if (parses)
            {
                offset = at.Offset;
            }
            else
            {
                json.Fault("$.time.utc_offset", $"\"{offsetText}\" is no offset such as +08:00");
            }
        }

        var carriesOffset = format == "iso8601" || format.AsSpan().ContainsAny('z', 'K');
        if (carriesOffset == offsetText is not null)
        {
            json.Fault(
                "$.time.utc_offset", carriesOffset ? "the format carries the offset; leave this out" : "missing, such as +08:00");
        }

        return new TimeRule(format == "iso8601" ? null : format, offset);
    }

    private static List<EventTemplate> Events(MapJson json, JsonElement root)
    {
        var events = new List<EventTemplate>();
        if (!root.TryGetProperty("events", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            json.Fault("$.events", "a list with at least one event is expected");
            return events;
        }

        var patterns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (element, index) in list.EnumerateArray().Select((element, index) => (element, index)))
        {
            var path = $"$.events[{index}]";
            if (EventTemplateReader.Read(json, element, path, Facts) is { } template)
            {
                events.Add(template);
                if (!patterns.Add(template.Id.Pattern))
                {
                    json.Fault(
                        $"{path}.id", $"\"{template.Id.Pattern}\" is the id of an earlier event too; ids tell events apart");
                }
            }
        }

        return events;
    }
}
