using System.Collections.Concurrent;

namespace GrpcServerTests.Support;

/// <summary>Counts what happened inside handlers, by name.</summary>
public sealed class ProbeLog
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Count(string name) => _counts.AddOrUpdate(name, 1, static (_, n) => n + 1);

    public int Of(string name) => _counts.GetValueOrDefault(name);

    /// <summary>Waits until something has happened; a generous limit turns a hang into a failure.</summary>
    public async Task HappenedAsync(string name)
    {
        for (var i = 0; i < 1500; i++)
        {
            if (Of(name) > 0)
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail($"'{name}' did not happen. Seen: {string.Join(", ", _counts.Keys)}");
    }
}
