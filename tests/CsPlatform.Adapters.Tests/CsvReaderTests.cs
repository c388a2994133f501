using CsPlatform.Adapters.Csv;

namespace CsPlatform.Adapters.Tests;

public class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\nc,d\n")]
    [InlineData("a,b\r\nc,d\r\n")]
    [InlineData("a,b\rc,d\r")]
    [InlineData("a,b\nc,d")]
    [InlineData("\uFEFFa,b\n\n\nc,d\n")]
    [InlineData("\"a\",\"b\"\r\n\"c\",d")]
    public void Every_line_end_quoting_and_byte_order_mark_gives_the_same_records(string text)
    {
        Assert.Equal(["a|b", "c|d"], Read(text).Select(record => string.Join('|', record.Fields)));
    }

    [Fact]
    public void Quoted_fields_keep_separators_quotes_and_line_breaks_and_lines_are_counted_in_them()
    {
        var records = Read("h1,h2\n\"a, \"\"b\"\"\r\nc\",2\nlast,3\n");

        Assert.Equal("a, \"b\"\r\nc", records[1].Fields[0]);
        Assert.Equal([1L, 2, 4], records.Select(record => record.Line));
        Assert.All(records, record => Assert.Null(record.Fault));
    }

    [Theory]
    [InlineData("a\"b,c", "a quote inside a field")]
    [InlineData("\"a\"b,c", "text after a closing quote")]
    [InlineData("x,\"never closed", "never closed")]
    public void A_malformed_record_is_told_and_costs_one_line(string bad, string reason)
    {
        var records = Read($"h1,h2\n{bad}\nok,1\nok,2\n");

        Assert.Contains(reason, records[1].Fault, StringComparison.Ordinal);
        Assert.Equal(bad, records[1].Raw);
        Assert.Equal(2, records[1].Line);
        Assert.Equal(
            [(3L, "ok|1"), (4L, "ok|2")], records.Skip(2).Select(record => (record.Line, string.Join('|', record.Fields))));
    }

    [Fact]
    public void A_record_over_the_limit_is_given_up_and_the_next_line_is_read()
    {
        using var text = new StringReader("h\n\"" + new string('x', 500) + "\nafter\n");
        var csv = new CsvReader(text, recordCharactersMax: 100);

        Assert.Equal(["h"], csv.Read()!.Fields);
        Assert.Contains("more than 100 characters", csv.Read()!.Fault, StringComparison.Ordinal);
        Assert.Equal(["after"], csv.Read()!.Fields);
        Assert.Null(csv.Read());
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        string[] fields = ["plain", "with, comma", "with \"quotes\"", "two\r\nlines", "", " spaces "];

        Assert.Equal(fields, Read(CsvText.Line(fields) + "\n").Single().Fields);
    }

    [Fact]
    public void Many_unclosed_quotes_lose_only_their_own_lines()
    {
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => $"\"open {i}\ngood,{i}\n"));

        var records = Read(text);

        // An opened quote may close at the next line's: what stands between is then part of the field, as RFC 4180 has it.
        Assert.Contains(records, record => record.Fault is null && record.Fields is ["good", _]);
        Assert.All(records, record => Assert.InRange(record.Line, 1, 400));
        Assert.Equal(records.Select(record => record.Line).Order(), records.Select(record => record.Line));
    }

    private static List<CsvRecord> Read(string text)
    {
        using var reader = new StringReader(text);
        var csv = new CsvReader(reader);
        var records = new List<CsvRecord>();
        while (csv.Read() is { } record)
        {
            records.Add(record);
        }

        return records;
    }
}
