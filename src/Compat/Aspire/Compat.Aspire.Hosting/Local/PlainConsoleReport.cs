using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>One line per change: what it is, how it is and where it listens.</summary>
internal sealed class PlainConsoleReport(TextWriter output) : IConsoleReport
{
    private const int NameWidth = 22;
    private const int TypeWidth = 17;
    private const int StateWidth = 20;
    private readonly Dictionary<string, string> _shown = [];
    private readonly Lock _lock = new();

    public void Show(IReadOnlyList<StackRow> rows)
    {
        foreach (var row in rows)
        {
            var text = Text(row);
            lock (_lock)
            {
                if (!_shown.TryGetValue(row.Id, out var before) || before != text)
                {
                    _shown[row.Id] = text;
                    Say(text);
                }
            }
        }
    }

    public void Say(string line)
    {
        var time = DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        lock (_lock)
        {
            output.WriteLine($"{time} {line}");
            output.Flush();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static string How(StackRow row)
    {
        var restarts = row.Restarts > 0 ? $" (restart {row.Restarts})" : "";
        return (row.Health is { } health ? $"{row.State}, {health.ToLowerInvariant()}" : row.State) + restarts;
    }

    private static string Text(StackRow row)
    {
        var where = row.State == KnownResourceStates.Running ? string.Join(' ', row.Urls) : "";
        var parts = new[] { where, row.Detail }.Where(part => !string.IsNullOrEmpty(part));
        return $"{row.Id,-NameWidth} {row.Type,-TypeWidth} {How(row),-StateWidth} {string.Join("  ", parts)}".TrimEnd();
    }
}
