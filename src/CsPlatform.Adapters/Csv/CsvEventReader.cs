using System.Text;
using CsPlatform.Adapters.Maps;
using CsPlatform.Adapters.Trees;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Adapters.Csv;

/// <summary>Reads the header, binds the map to it, and maps row by row.</summary>
internal sealed class CsvEventReader : IEventReader
{
    private readonly Stream stream;
    private readonly long start;
    private readonly CsvReader csv;
    private readonly EventMap map;
    private readonly CsvRecord? header;
    private readonly RowMapper? mapper;

    public CsvEventReader(Stream stream, EventMap map)
    {
        (this.stream, this.map) = (stream, map);
        start = stream.CanSeek ? stream.Position : 0;
        csv = Begin();
        header = csv.Read();
        if (header is null)
        {
            Refusal = [new InputFault("", "it is empty: a header line is expected")];
        }
        else if (header.Fault is { } fault)
        {
            Refusal = [new InputFault("", $"the header line is malformed: {fault}")];
        }
        else if (map.Tree is not null && !stream.CanSeek)
        {
            Refusal = [new InputFault("", "reply trees need the file several times: give a file, not a pipe")];
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

        var trees = map.Tree is null ? null : TreeTable.Read(map, header!.Fields, Again);
        foreach (var record in trees is null ? Rest(csv) : Again())
        {
            if (record.Fault is { } fault)
            {
                yield return new InputEntry(record.Line, [record.Raw], [], [new InputFault("", fault)]);
                continue;
            }

            var events = new List<Event>();
            yield return new InputEntry(record.Line, record.Fields, events, Map(mapper, trees, record.Fields, events));
        }
    }

    private static IReadOnlyList<InputFault> Map(RowMapper mapper, TreeTable? trees, IReadOnlyList<string> fields, List<Event> events)
    {
        if (trees is null || mapper.Misfit(fields) is not null)
        {
            return mapper.Map(fields, events);
        }

        return trees.Of(fields, out var fault) is { } columns ? mapper.Map(fields, events, columns) : [fault!];
    }

    /// <summary>The records after the header, from the beginning of the input.</summary>
    private IEnumerable<CsvRecord> Again()
    {
        stream.Position = start;
        var again = Begin();
        again.Read();
        return Rest(again);
    }

    private static IEnumerable<CsvRecord> Rest(CsvReader reader)
    {
        while (reader.Read() is { } record)
        {
            yield return record;
        }
    }

    private CsvReader Begin() => new(
        new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true),
        map.Separator);
}
