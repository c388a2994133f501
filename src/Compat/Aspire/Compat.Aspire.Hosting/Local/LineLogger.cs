namespace Aspire.Hosting.Local;

/// <summary>Turns log entries into console lines.</summary>
internal sealed class LineLogger(Action<string, bool> write) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not (LogLevel.None or LogLevel.Trace or LogLevel.Debug);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception) + (exception is null ? "" : $" {exception}");
        foreach (var line in text.Split('\n'))
        {
            write($"[runtime] {line.TrimEnd('\r')}", logLevel >= LogLevel.Error);
        }
    }
}
