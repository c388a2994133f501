namespace CsPlatform.Adapters.Csv;

/// <summary>Writes fields so that <see cref="CsvReader"/>, and every RFC 4180 reader, gets them back.</summary>
public static class CsvText
{
    /// <summary>One line without its line end.</summary>
    public static string Line(IEnumerable<string> fields, char separator = ',') =>
        string.Join(separator, fields.Select(field => Quoted(field, separator)));

    private static string Quoted(string field, char separator) =>
        field.AsSpan().IndexOfAny("\"\r\n") >= 0 || field.Contains(separator) ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
