using System.Text;
using CsPlatform.Adapters.Maps;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Adapters.Csv;

/// <summary>Reads the header, binds the map to it, and maps row by row.</summary>
internal sealed class CsvEventReader : IEventReader
{
    private readonly CsvReader csv;
    private readonly EventMap map;
    private readonly CsvRecord? header;
    private readonly RowMapper? mapper;

    public CsvEventReader(Stream stream, EventMap map)
    {
        this.map = map;
        var text = new StreamReader(
            stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true);
        csv = new CsvReader(text, map.Separator);
        header = csv.Read();
        if (header is null)
        {
            Refusal = [new InputFault("", "it is empty: a header line is expected")];
        }
        else if (header.Fault is { } fault)
        {
            Refusal = [new InputFault("", $"the header line is malformed: {fault}")];
        }
        else
        {
            mapper = RowMapper.Bind(map, header.Fields, out var faults);
            Refusal = faults;
        }
    }

    public IReadOnlyList<InputFault> Refusal { get; }

    /// <summary>
    /// The same columns, then line, field, reason and event id. A row that has not the header's number of fields stands in the
    /// first column as it was written.
    /// </summary>
    public RejectsFormat Rejects
    {
        get
        {
            var columns = header?.Fields ?? [];
            string[] head = [.. columns, "_line", "_field", "_reason", "_event_id"];
            return new RejectsFormat(CsvText.Line(head, map.Separator), reject =>
            {
                var kept = reject.Entry.Text;
                IEnumerable<string> row = kept.Count == columns.Count
                    ? kept
                    : [string.Join(map.Separator, kept), .. Enumerable.Repeat("", Math.Max(0, columns.Count - 1))];
                return CsvText.Line([.. row, $"{reject.Entry.Line}", reject.Field, reject.Reason, reject.EventId], map.Separator);
            });
        }
    }

    public IEnumerable<InputEntry> Read()
    {
        if (mapper is null)
        {
            yield return new InputEntry(header?.Line ?? 1, [header?.Raw ?? ""], [], Refusal);
            yield break;
        }

        while (csv.Read() is { } record)
        {
            if (record.Fault is { } fault)
            {
                yield return new InputEntry(record.Line, [record.Raw], [], [new InputFault("", fault)]);
                continue;
            }

            var events = new List<Event>();
            var faults = mapper.Map(record.Fields, events);
            yield return new InputEntry(record.Line, record.Fields, events, faults);
        }
    }
}
