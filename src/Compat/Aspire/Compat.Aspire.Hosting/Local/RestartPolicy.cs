namespace Aspire.Hosting.Local;

/// <summary>
/// Decides whether and when a crashed process restarts: a limited number within a window, each after a longer delay.
/// </summary>
internal sealed class RestartPolicy(RestartOptions options)
{
    private readonly Queue<DateTimeOffset> _crashes = new();

    public int Max => options.Max;

    public TimeSpan Window => TimeSpan.FromSeconds(options.WindowSeconds);

    /// <summary>The delay before the restart; null: the process is given up.</summary>
    public TimeSpan? AfterCrash(DateTimeOffset now, TimeSpan ranFor)
    {
        if (ranFor >= TimeSpan.FromSeconds(options.StableSeconds))
        {
            _crashes.Clear();
        }

        while (_crashes.TryPeek(out var oldest) && now - oldest >= Window)
        {
            _crashes.Dequeue();
        }

        if (_crashes.Count >= options.Max)
        {
            return null;
        }

        var delay = Math.Min(options.MaxDelaySeconds, options.DelaySeconds * Math.Pow(2, _crashes.Count));
        _crashes.Enqueue(now);
        return TimeSpan.FromSeconds(delay);
    }

    /// <summary>A start that somebody asked for begins a new count.</summary>
    public void Reset() => _crashes.Clear();
}
