using Microsoft.Extensions.Options;

namespace CsPlatform.Ingestion.Storage;

/// <summary>The writers of this process. A partition always belongs to the same one, so its events keep their order.</summary>
internal sealed class WriteGroups : BackgroundService
{
    private readonly WriteGroup[] groups;

    public WriteGroups(EventStore store, IOptions<IngestionOptions> options, IngestionMeter meter, ILogger<WriteGroup> logger)
    {
        var count = options.Value.WriteGroups == 0 ? Environment.ProcessorCount : options.Value.WriteGroups;
        groups = [.. Enumerable.Range(0, count).Select(_ => new WriteGroup(store, options.Value, meter, logger))];
        meter.ObserveQueue(() => groups.Sum(group => group.Room.Used));
    }

    /// <summary>Events that the fullest writer still has room for.</summary>
    internal long Free => groups.Min(group => group.Room.Free);

    /// <summary>The writer of a partition.</summary>
    internal WriteGroup Of(int partition) => groups[partition % groups.Length];

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(groups.Select(group => Task.Run(() => group.RunAsync(stoppingToken), CancellationToken.None)));
}
