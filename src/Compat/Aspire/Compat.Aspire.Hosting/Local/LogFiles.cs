using System.Globalization;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Local;

/// <summary>Writes every console line of the run to its instance's file.</summary>
internal sealed partial class LogFiles : IDisposable
{
    private readonly RuntimeFolders _folders;
    private readonly ResourceLoggerService _logs;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StreamWriter> _writers = new(StringComparers.Name);
    private bool _closed;

    public LogFiles(RuntimeFolders folders, ResourceLoggerService logs)
    {
        _folders = folders;
        _logs = logs;
        _logs.Written += Write;
    }

    public static string WithoutColours(string line)
        => line.Contains('\x1b', StringComparison.Ordinal) ? Colours().Replace(line, "") : line;

    public void Dispose()
    {
        _logs.Written -= Write;
        lock (_lock)
        {
            _closed = true;
            foreach (var writer in _writers.Values)
            {
                writer.Dispose();
            }
        }
    }

    private void Write(string name, LogLine line)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            if (!_writers.TryGetValue(name, out var writer))
            {
                writer = _writers[name] = new StreamWriter(_folders.LogFile(name), append: true) { AutoFlush = true };
            }

            var time = DateTime.Now.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            writer.WriteLine($"{time} {(line.IsErrorMessage ? '!' : ' ')} {WithoutColours(line.Content)}");
        }
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Colours();
}
