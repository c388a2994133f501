using System.Text;
using CsPlatform.Cli.Csv;
using CsPlatform.Cli.Maps;
using CsPlatform.Cli.Output;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Importing;

/// <summary>A CSV file whose rows a map turns into events.</summary>
public sealed class CsvEventFile : IEventFile
{
    private readonly Stream stream;
    private readonly StreamReader text;
    private readonly CsvReader csv;
    private readonly EventMap map;
    private readonly IReadOnlyList<string> header;
    private readonly RowMapper mapper;

    /// <summary>Takes the stream over, reads the header and binds the map to it.</summary>
    /// <exception cref="CliException">The file is empty, or lacks a column that the map names.</exception>
    public CsvEventFile(Stream stream, EventMap map, string name)
    {
        this.stream = stream;
        this.map = map;
        text = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
        csv = new CsvReader(text, map.Separator);
        var first = csv.Read() ?? throw new CliException(
            $"{name} is empty: a header line is expected.\nNext: check the file. Nothing was sent.");
        if (first.Fault is { } fault)
        {
            throw new CliException($"{name}: the header line is malformed: {fault}.\nNext: mend it. Nothing was sent.");
        }

        header = first.Fields;
        mapper = RowMapper.Bind(map, header, name);
    }

    public (long Read, long Total) Progress => (stream.Position, stream.Length);

    public IEnumerable<FileEntry> Read()
    {
        while (csv.Read() is { } record)
        {
            if (record.Fault is { } fault)
            {
                yield return new FileEntry(record.Line, [record.Raw], [], [new RowFault("", fault)]);
                continue;
            }

            var events = new List<Event>();
            var faults = mapper.Map(record.Fields, events);
            yield return new FileEntry(record.Line, record.Fields, events, faults);
        }
    }

    /// <summary>
    /// The same columns, then line, field, reason and event id. A row that has not the header's number of fields stands in the
    /// first column as it was written.
    /// </summary>
    public RejectsFile RejectsAt(string path)
    {
        string[] head = [.. header, "_line", "_field", "_reason", "_event_id"];
        return new RejectsFile(path, CsvText.Line(head, map.Separator), reject =>
        {
            var kept = reject.Entry.Text;
            IEnumerable<string> row = kept.Count == header.Count
                ? kept
                : [string.Join(map.Separator, kept), .. Enumerable.Repeat("", header.Count - 1)];
            return CsvText.Line([.. row, $"{reject.Entry.Line}", reject.Field, reject.Reason, reject.EventId], map.Separator);
        });
    }

    public void Dispose() => text.Dispose();
}
