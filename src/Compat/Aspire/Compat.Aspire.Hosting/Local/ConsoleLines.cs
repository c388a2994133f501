using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.Local;

/// <summary>The latest lines of one instance; older ones are in its log file.</summary>
internal sealed class ConsoleLines
{
    private const int Kept = 1000;
    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _count;

    public LogLine Add(string content, bool isError)
    {
        lock (_lock)
        {
            var line = new LogLine(++_count, content, isError);
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }

            _watchers.ForEach(watcher => watcher.Writer.TryWrite(line));
            return line;
        }
    }

    public IReadOnlyList<LogLine> Latest(int count)
    {
        lock (_lock)
        {
            return [.. _lines.TakeLast(count)];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _lines.Clear();
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _watchers.ForEach(watcher => watcher.Writer.TryComplete());
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<LogLine>();
        lock (_lock)
        {
            foreach (var line in _lines)
            {
                channel.Writer.TryWrite(line);
            }

            _watchers.Add(channel);
        }

        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }
}
