using System.Collections.Concurrent;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps the latest console lines of each instance and hands them to watchers.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, Local.ConsoleLines> _lines = new(StringComparers.Name);

    /// <summary>Told of every line, by instance.</summary>
    internal event Action<string, LogLine>? Written;

    /// <summary>A logger whose lines join the resource's console lines.</summary>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetLogger(resource.Name);
    }

    /// <summary>A logger whose lines join the instance's console lines.</summary>
    public ILogger GetLogger(string resourceName) => new Local.LineLogger((line, isError) => Write(resourceName, line, isError));

    /// <summary>Ends all watches of a resource.</summary>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Complete(resource.Name);
    }

    /// <summary>Ends all watches of an instance.</summary>
    public void Complete(string name) => Lines(name).Complete();

    /// <summary>Forgets the lines of an instance.</summary>
    public void ClearBacklog(string resourceName) => Lines(resourceName).Clear();

    /// <summary>The lines so far, then every new one, until the watch is completed or cancelled.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    /// <summary>The lines so far, then every new one, until the watch is completed or cancelled.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Lines(resourceName).WatchAsync();

    /// <summary>The lines so far.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(resource.Name);
    }

    /// <summary>The lines so far.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return Lines(resourceName).Latest(int.MaxValue);
    }

    internal void Write(string name, string content, bool isError)
        => Written?.Invoke(name, Lines(name).Add(content, isError));

    internal IReadOnlyList<LogLine> Latest(string name, int count) => Lines(name).Latest(count);

    private Local.ConsoleLines Lines(string name) => _lines.GetOrAdd(name, _ => new Local.ConsoleLines());
}
