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

        foreach (var column in map.Tree?.Columns ?? [])
        {
            if (!columns.TryAdd(column.Name, columns.Count))
            {
                found.Add(new InputFault(column.Name, "the file has a column of this name: choose another name in the map's tree"));
            }
        }

        found.AddRange(ColumnsOf(map).Distinct().Where(name => !columns.ContainsKey(name))
            .Select(name => new InputFault(name, $"the column is missing; there are {string.Join(", ", header)}")));
        faults = found;
        return found.Count == 0 ? new RowMapper(map, columns) : null;
    }

    /// <summary>The row's events; or the faults, and no event.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <param name="events">Gets the events.</param>
    /// <param name="ofTree">The columns of the row's tree, for a map with one.</param>
    public IReadOnlyList<InputFault> Map(IReadOnlyList<string> fields, List<Event> events, params IReadOnlyList<string> ofTree)
    {
        if (Misfit(fields) is { } misfit)
        {
            return [misfit];
        }

        var row = new Row(columns, ofTree.Count == 0 ? fields : [.. fields, .. ofTree]);
        var shop = map.Shop.Expand(row.Value);
        row.Shop = shop;
        if (shop.Length == 0)
        {
            row.Fault(map.Shop.Columns.FirstOrDefault() ?? "shop", "the shop is empty");
        }

        var claimed = new List<(string, string)>();
        var applies = false;
        foreach (var template in map.Events.Where(template => Applies(template, row)))
        {
            applies = true;
            if (Claim(template, row, claimed))
            {
                events.Add(EventOf(template, row));
            }
        }

        if (map.EveryRowCounts && !applies)
        {
            row.Fault("", "no event of the map applies to this row");
        }

        if (row.Faults.Count > 0)
        {
            events.Clear();
            sent.ExceptWith(claimed);
        }

        return row.Faults;
    }

    /// <summary>The fault of a row that has not the header's number of fields; null when it has.</summary>
    public InputFault? Misfit(IReadOnlyList<string> fields)
    {
        var expected = columns.Count - (map.Tree?.Columns.Count ?? 0);
        return fields.Count == expected ? null : new InputFault("", $"{fields.Count} fields where the header has {expected}");
    }

    private static IEnumerable<string> ColumnsOf(EventMap map)
    {
        var ofEvents = map.Events.SelectMany(e => new[] { e.At.Column, e.At.PlusSecondsColumn }
            .OfType<string>()
            .Concat(e.Id.Columns)
            .Concat(e.OncePer?.Columns ?? [])
            .Concat(e.When.Select(condition => condition.Column))
            .Concat(e.Fields.SelectMany(field => field.Value.Columns)));
        return map.Shop.Columns.Concat(ofEvents).Concat(map.Tree?.FileColumns ?? []);
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
        if (!map.Time.TryRead(text, out var instant))
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
