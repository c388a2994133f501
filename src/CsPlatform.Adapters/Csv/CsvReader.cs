using System.Text;

namespace CsPlatform.Adapters.Csv;

/// <summary>
/// Reads CSV as RFC 4180 writes it: quoted fields with separators, doubled quotes and line breaks in them; CRLF, LF or CR; a byte
/// order mark is passed over. Reads in bounded memory. A malformed record is returned with its fault, and reading goes on
/// with the line after the one that the record began on, so an unclosed quote costs one line, not the file.
/// </summary>
public sealed class CsvReader(
    TextReader text, char separator = ',', int recordCharactersMax = CsvReader.DefaultRecordCharactersMax)
{
    /// <summary>Most characters of one record.</summary>
    public const int DefaultRecordCharactersMax = 256 * 1024;

    private const char ByteOrderMark = '\uFEFF';
    private readonly CharSource source = new(text);
    private readonly StringBuilder raw = new();
    private readonly StringBuilder field = new();
    private List<string> fields = [];
    private string? fault;

    /// <summary>Lines read so far.</summary>
    private long line = 1;

    /// <summary>The next record, or null at the end. Empty lines are passed over.</summary>
    public CsvRecord? Read()
    {
        if (line == 1 && source.Peek() == ByteOrderMark)
        {
            source.Next();
        }

        while (source.Peek() >= 0)
        {
            var record = ReadRecord();
            if (record.Raw.Length > 0)
            {
                return record;
            }
        }

        return null;
    }

    private CsvRecord ReadRecord()
    {
        var startLine = line;
        fields = [];
        raw.Clear();
        fault = null;
        while (ReadField())
        {
        }

        if (fault is { } reason)
        {
            return Recover(startLine, reason);
        }

        return new CsvRecord(startLine, fields, raw.ToString(), null);
    }

    /// <summary>Reads a field and what ends it; true when another field of the record follows.</summary>
    private bool ReadField()
    {
        field.Clear();
        if (source.Peek() == '"')
        {
            ReadQuoted();
        }

        while (fault is null)
        {
            var next = source.Peek();
            if (next < 0 || next is '\r' or '\n')
            {
                EndRecord();
                return false;
            }

            Take();
            if (next == separator)
            {
                fields.Add(field.ToString());
                return true;
            }

            if (next == '"')
            {
                fault = "a quote inside a field that does not begin with one; "
                    + "put the whole field in quotes and double the quotes in it";
            }

            field.Append((char)next);
        }

        return false;
    }

    private void ReadQuoted()
    {
        Take();
        while (fault is null)
        {
            var next = source.Peek();
            if (next < 0)
            {
                fault = "a quote is opened and never closed";
                return;
            }

            Take();
            if (next != '"')
            {
                field.Append((char)next);
            }
            else if (source.Peek() == '"')
            {
                Take();
                field.Append('"');
            }
            else
            {
                CheckAfterQuote();
                return;
            }
        }
    }

    private void CheckAfterQuote()
    {
        var next = source.Peek();
        if (next >= 0 && next != separator && next is not ('\r' or '\n'))
        {
            fault = "text after a closing quote; double the quotes that belong to the field";
        }
    }

    /// <summary>Moves one character into the raw text and counts the lines inside quotes.</summary>
    private void Take()
    {
        var taken = source.Next();
        raw.Append((char)taken);
        if (taken == '\n' || (taken == '\r' && source.Peek() != '\n'))
        {
            line++;
        }

        if (raw.Length > recordCharactersMax)
        {
            fault = $"a record of more than {recordCharactersMax} characters; is a quote not closed?";
        }
    }

    private void EndRecord()
    {
        fields.Add(field.ToString());
        if (source.Peek() == '\r')
        {
            source.Next();
        }
        else if (source.Peek() == '\n')
        {
            source.Next();
            line++;
            return;
        }
        else
        {
            return;
        }

        if (source.Peek() == '\n')
        {
            source.Next();
        }

        line++;
    }

    /// <summary>Gives back everything after the first line of what was read, and finishes that line.</summary>
    private CsvRecord Recover(long startLine, string reason)
    {
        var read = raw.ToString();
        var end = read.AsSpan().IndexOfAny('\r', '\n');
        if (end >= 0)
        {
            source.PushBack(read[end..]);
            read = read[..end];
            raw.Clear().Append(read);
        }

        line = startLine;
        while (source.Peek() is >= 0 and not ('\r' or '\n'))
        {
            var next = source.Next();
            if (raw.Length < recordCharactersMax)
            {
                raw.Append((char)next);
            }
        }

        var whole = raw.ToString();
        EndRecord();
        return new CsvRecord(startLine, [], whole, reason);
    }
}
