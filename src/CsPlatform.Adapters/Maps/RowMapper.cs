using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Adapters.Maps;

/// <summary>
/// A map bound to a file's header. A row becomes all its events or none: with a fault anywhere it is left out whole, so that it
/// can be mended and sent again. Holds one entry per distinct once_per value.
/// </summary>
public sealed class RowMapper
{
    private const char Replacement = '\uFFFD';
    private readonly EventMap map;
    private readonly Dictionary<string, int> columns;
    private readonly HashSet<(string Event, string Key)> sent = [];

    private RowMapper(EventMap map, Dictionary<string, int> columns)
    {
        this.map = map;
        this.columns = columns;
    }

    /// <summary>Binds a map to a header; null and the faults when a column is missing, or stands in the header twice.</summary>
    public static RowMapper? Bind(EventMap map, IReadOnlyList<string> header, out IReadOnlyList<InputFault> faults)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = new List<InputFault>();
        for (var i = 0; i < header.Count; i++)
        {
            if (!columns.TryAdd(header[i].Trim(), i))
            {
                found.Add(new InputFault(header[i].Trim(), "the column stands in the header twice"));
            }
        }

        found.AddRange(ColumnsOf(map).Distinct().Where(name => !columns.ContainsKey(name))
            .Select(name => new InputFault(name, $"the column is missing; there are {string.Join(", ", header)}")));
        faults = found;
        return found.Count == 0 ? new RowMapper(map, columns) : null;
    }

    /// <summary>The row's events; or the faults, and no event.</summary>
    public IReadOnlyList<InputFault> Map(IReadOnlyList<string> fields, List<Event> events)
    {
        if (fields.Count != columns.Count)
        {
            return [new InputFault("", $"{fields.Count} fields where the header has {columns.Count}")];
        }

        var row = new Row(columns, fields);
        var shop = map.Shop.Expand(row.Value);
        row.Shop = shop;
        if (shop.Length == 0)
        {
            row.Fault(map.Shop.Columns.FirstOrDefault() ?? "shop", "the shop is empty");
        }

        var claimed = new List<(string, string)>();
        foreach (var template in map.Events)
        {
            if (Applies(template, row) && Claim(template, row, claimed))
            {
                events.Add(EventOf(template, row));
            }
        }

        if (row.Faults.Count > 0)
        {
            events.Clear();
            sent.ExceptWith(claimed);
        }

        return row.Faults;
    }

    private static IEnumerable<string> ColumnsOf(EventMap map)
    {
        var ofEvents = map.Events.SelectMany(e => new[] { e.At.Column, e.At.PlusSecondsColumn }
            .OfType<string>()
            .Concat(e.Id.Columns)
            .Concat(e.OncePer?.Columns ?? [])
            .Concat(e.When.Select(condition => condition.Column))
            .Concat(e.Fields.SelectMany(field => field.Value.Columns)));
        return map.Shop.Columns.Concat(ofEvents);
    }

    private static bool Applies(EventTemplate template, Row row)
    {
        foreach (var condition in template.When)
        {
            var value = row.Value(condition.Column);
            if (condition.Holds(value) is not { } holds)
            {
                row.Fault(condition.Column, $"\"{value}\" is no number");
                return false;
            }

            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    private bool Claim(EventTemplate template, Row row, List<(string, string)> claimed)
    {
        if (template.OncePer is null)
        {
            return true;
        }

        var key = (template.Name, template.OncePer.Expand(row.Value));
        if (!sent.Add(key))
        {
            return false;
        }

        claimed.Add(key);
        return true;
    }

    private Event EventOf(EventTemplate template, Row row)
    {
        var result = new Event
        {
            Source = map.Source,
            EventId = template.Id.Expand(row.Value),
            Shop = new ShopKey { Platform = map.Platform, ShopId = row.Shop },
            OccurredAt = Timestamp.FromDateTimeOffset(InstantOf(template.At, row)),
        };
        var fact = template.Fact.MessageType.Parser.ParseFrom(ByteString.Empty);
        foreach (var (field, pattern) in template.Fields)
        {
            var text = pattern.Expand(row.Value);
            if (text.Length == 0)
            {
                continue;
            }

            if (FactValue.Read(field, text, out var fault) is { } value)
            {
                field.Accessor.SetValue(fact, value);
            }
            else
            {
                row.Fault(pattern.Columns.FirstOrDefault() ?? field.Name, $"{field.Name}: {fault}");
            }
        }

        template.Fact.Accessor.SetValue(result, fact);
        return result;
    }

    private DateTimeOffset InstantOf(TimeTemplate at, Row row)
    {
        if (at.Constant is { } constant)
        {
            return constant;
        }

        var text = row.Value(at.Column!);
        if (!TryTime(text, out var instant))
        {
            var wanted = map.Time.Format ?? "ISO 8601 with an offset";
            row.Fault(
                at.Column!, text.Length == 0 ? $"a time is missing ({wanted})" : $"\"{text}\" is no time of the form {wanted}");
            return default;
        }

        if (at.PlusSecondsColumn is not { } plus)
        {
            return instant;
        }

        var seconds = row.Value(plus);
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(seconds, Style, CultureInfo.InvariantCulture, out var value) || value is < 0 or > 315_360_000m)
        {
            row.Fault(plus, $"\"{seconds}\" is no number of seconds (0 or more)");
            return default;
        }

        var ticks = (long)(value * TimeSpan.TicksPerSecond);
        if (DateTimeOffset.MaxValue.UtcTicks - instant.UtcTicks < ticks)
        {
            row.Fault(plus, $"\"{seconds}\" seconds after {text} is past the year 9999");
            return default;
        }

        return instant.AddTicks(ticks);
    }

    private bool TryTime(string text, out DateTimeOffset instant)
    {
        if (map.Time.Offset is not { } offset)
        {
            return map.Time.Format is { } carrying
                ? DateTimeOffset.TryParseExact(text, carrying, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant)
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
        }

        var read = DateTime.TryParseExact(
            text, map.Time.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        instant = read && local.Ticks > offset.Duration().Ticks && DateTime.MaxValue.Ticks - local.Ticks > offset.Duration().Ticks
            ? new DateTimeOffset(local, offset)
            : default;
        return read && instant != default;
    }

    /// <summary>A row under work, with its faults; the same fault is kept once.</summary>
    private sealed class Row(Dictionary<string, int> columns, IReadOnlyList<string> fields)
    {
        public List<InputFault> Faults { get; } = [];

        public string Shop { get; set; } = "";

        public string Value(string column)
        {
            if (column == TextTemplate.ShopName)
            {
                return Shop;
            }

            var value = fields[columns[column]];
            if (value.Contains(Replacement))
            {
                Fault(column, "it holds bytes that are not UTF-8; save the file as UTF-8");
            }

            return value;
        }

        public void Fault(string field, string reason)
        {
            var fault = new InputFault(field, reason);
            if (!Faults.Contains(fault))
            {
                Faults.Add(fault);
            }
        }
    }
}
