using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Verbs;

/// <summary>Where a tail begins.</summary>
internal static class TailStart
{
    internal const string Start = "START";
    internal const string End = "END";

    private const int Partitions = 256;

    /// <summary>The positions to follow behind; none: every partition from its beginning.</summary>
    /// <exception cref="CliException">The text says no place.</exception>
    internal static async Task<IReadOnlyList<PartitionPosition>> ReadAsync(
        IngestionService.IngestionServiceClient ingestion, string from, CancellationToken cancellation)
    {
        if (from == Start)
        {
            return [];
        }

        if (from != End)
        {
            return [.. from.Split(',').Select(Position)];
        }

        var answer = await ingestion.GetHeadsAsync(new GetHeadsRequest(), cancellationToken: cancellation).ConfigureAwait(false);
        var heads = answer.Heads.ToDictionary(head => head.Partition, head => head.Position);
        return [.. Enumerable.Range(0, Partitions)
            .Select(partition => new PartitionPosition { Partition = partition, Position = heads.GetValueOrDefault(partition) })];
    }

    private static PartitionPosition Position(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new PartitionPosition { Partition = partition, Position = position }
            : throw new CliException(
                $"--from \"{text}\" is no place.\nNext: give {Start}, {End}, or positions such as 17:203,18:0 (partition:position).");
    }
}
