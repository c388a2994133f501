using System.Threading.Channels;

namespace Aspire.Hosting.Local;

/// <summary>Follows the stack's states and tells the console and the state file.</summary>
internal sealed class StackReport : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private readonly RuntimeContext _context;
    private readonly StackRows _rows;
    private readonly StateFile? _file;
    private readonly IConsoleReport _console;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public StackReport(RuntimeContext context, IConsoleReport console)
    {
        _context = context;
        _console = console;
        _rows = new StackRows(context);
        _file = context.Options.StateFile is { Length: > 0 } path
            ? new StateFile(Path.GetFullPath(Path.Combine(context.AppHostDirectory, path)), context)
            : null;
        _loop = Task.Run(FollowAsync);
    }

    /// <summary><c>starting</c>, <c>running</c> or <c>stopping</c>.</summary>
    public string Phase { get; set; } = "starting";

    public void Say(string line) => _console.Say(line);

    /// <summary>Tells the latest states now.</summary>
    public void Refresh()
    {
        var rows = _rows.All();
        lock (_rows)
        {
            _console.Show(rows);
            _file?.Write(Phase, rows);
        }
    }

    public IReadOnlyList<StackRow> Rows() => _rows.All();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        Refresh();
        await _console.DisposeAsync();
        _file?.Remove();
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var watch = WatchAsync(changed.Writer);
        try
        {
            await foreach (var _ in changed.Reader.ReadAllAsync(_stop.Token))
            {
                Refresh();
                await Task.Delay(Rest, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            await watch;
        }
    }

    private async Task WatchAsync(ChannelWriter<bool> changed)
    {
        try
        {
            await foreach (var _ in _context.Notifications.WatchAsync(_stop.Token))
            {
                changed.TryWrite(true);
            }
        }
        catch (OperationCanceledException)
        {
            changed.TryComplete();
        }
    }
}
