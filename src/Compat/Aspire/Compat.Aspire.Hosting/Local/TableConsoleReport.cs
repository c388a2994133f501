using Spectre.Console;

namespace Aspire.Hosting.Local;

/// <summary>A table that stays in place while the states in it change, with the latest messages below.</summary>
internal sealed class TableConsoleReport : IConsoleReport
{
    private const int Messages = 12;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private readonly Queue<string> _messages = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private IReadOnlyList<StackRow> _rows = [];
    private bool _changed = true;

    public TableConsoleReport() => _loop = Task.Run(DrawAsync);

    public void Show(IReadOnlyList<StackRow> rows)
    {
        lock (_lock)
        {
            _rows = rows;
            _changed = true;
        }
    }

    public void Say(string line)
    {
        lock (_lock)
        {
            foreach (var part in line.Split('\n'))
            {
                _messages.Enqueue(part);
            }

            while (_messages.Count > Messages)
            {
                _messages.Dequeue();
            }

            _changed = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private Task DrawAsync() => AnsiConsole.Live(Picture()).StartAsync(async live =>
    {
        while (!_stop.IsCancellationRequested)
        {
            Redraw(live);
            await Task.WhenAny(Task.Delay(Pace, _stop.Token));
        }

        Redraw(live);
    });

    private void Redraw(LiveDisplayContext live)
    {
        lock (_lock)
        {
            if (!_changed)
            {
                return;
            }

            _changed = false;
            live.UpdateTarget(Picture());
        }
    }

    private Rows Picture()
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("Name", "Type", "State", "Listens on", "");
        foreach (var row in _rows)
        {
            table.AddRow(
                Markup.Escape(row.Id), Markup.Escape(row.Type),
                $"[{Colour(row)}]{Markup.Escape(PlainConsoleReport.How(row))}[/]",
                Markup.Escape(string.Join('\n', row.Urls)), Markup.Escape(row.Detail ?? ""));
        }

        return new Rows(table, new Text(string.Join('\n', _messages)));
    }

    private static string Colour(StackRow row) => row switch
    {
        { State: "FailedToStart" } or { State: "Finished" or "Exited", ExitCode: not (null or 0) } => "red",
        { Health: "Healthy", IsReady: true } => "green",
        { State: "Running" } or { State: InstanceSupervisor.Restarting } => "yellow",
        _ => "grey",
    };
}
