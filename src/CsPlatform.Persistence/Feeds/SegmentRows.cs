namespace CsPlatform.Persistence.Feeds;

/// <summary>Appends turned into the columns of the rows to insert and of the heads to move.</summary>
internal sealed class SegmentRows
{
    /// <summary>Most records of a stored segment.</summary>
    internal const int MaxRecords = 4096;

    private readonly List<short> partitions = [];
    private readonly List<long> firstPositions = [];
    private readonly List<long> lastPositions = [];
    private readonly List<short> codecs = [];
    private readonly List<int> sizes = [];
    private readonly List<byte[]> payloads = [];
    private readonly List<DateTimeOffset> times = [];
    private readonly List<byte[]> hashes = [];
    private readonly List<byte[]> previousHashes = [];

    private SegmentRows(int appends)
    {
        Moved = new short[appends];
        Before = new long[appends];
        After = new long[appends];
        HeadHashes = new byte[appends][];
        HeadTimes = new DateTimeOffset[appends];
    }

    /// <summary>The partitions that grow.</summary>
    internal short[] Moved { get; }

    /// <summary>Last position of each before.</summary>
    internal long[] Before { get; }

    /// <summary>Last position of each afterwards.</summary>
    internal long[] After { get; }

    /// <summary>Hash of each one's last segment.</summary>
    internal byte[][] HeadHashes { get; }

    /// <summary>Time of each append.</summary>
    internal DateTimeOffset[] HeadTimes { get; }

    internal short[] SegmentPartitions => [.. partitions];

    internal long[] FirstPositions => [.. firstPositions];

    internal long[] LastPositions => [.. lastPositions];

    internal short[] Codecs => [.. codecs];

    internal int[] Sizes => [.. sizes];

    internal byte[][] Payloads => [.. payloads];

    internal DateTimeOffset[] Times => [.. times];

    internal byte[][] Hashes => [.. hashes];

    internal byte[][] PreviousHashes => [.. previousHashes];

    /// <summary>Those of the appends that hold any record.</summary>
    internal static List<FeedAppend> Filled(IReadOnlyCollection<FeedAppend> appends)
    {
        var filled = new List<FeedAppend>(appends.Count);
        Span<bool> seen = stackalloc bool[Partitions.Count];
        foreach (var append in appends)
        {
            if (append.Records.Count == 0)
            {
                continue;
            }

            Partitions.ThrowIfUnknown(append.Partition);
            if (seen[append.Partition])
            {
                throw new ArgumentException(
                    "A partition appears twice in one append: put its records into one entry.", nameof(appends));
            }

            seen[append.Partition] = true;
            filled.Add(append);
        }

        return filled;
    }

    /// <summary>The rows of appends that continue the given heads.</summary>
    internal static SegmentRows Build(IReadOnlyList<FeedAppend> filled, IReadOnlyDictionary<int, FeedHead> heads, DateTimeOffset now)
    {
        var rows = new SegmentRows(filled.Count);
        for (var i = 0; i < filled.Count; i++)
        {
            var partition = filled[i].Partition;
            if (!heads.TryGetValue(partition, out var head))
            {
                throw new ArgumentException($"Partition {partition} is not among the locked ones: lock it first.", nameof(heads));
            }

            rows.HeadTimes[i] = SegmentHash.AppendedAt(now, head.AppendedAt);
            rows.HeadHashes[i] = head.Hash ?? SegmentHash.Beginning;
            rows.Moved[i] = (short)partition;
            rows.Before[i] = rows.After[i] = head.Position;
            rows.Split(i, filled[i]);
        }

        return rows;
    }

    // Stored segments stay small enough that a reader can hold some of each partition at once.
    private void Split(int index, FeedAppend append)
    {
        var records = append.Records as ReadOnlyMemory<byte>[] ?? [.. append.Records];
        var start = 0;
        var size = 0;
        for (var i = 0; i < records.Length; i++)
        {
            if (records[i].Length > FeedLog.RecordSizeLimit)
            {
                throw new ArgumentException(
                    $"A record of {records[i].Length} bytes is over the limit of {FeedLog.RecordSizeLimit} bytes.",
                    nameof(append));
            }

            if (i > start && (size + records[i].Length > FeedLog.RecordSizeLimit || i - start == MaxRecords))
            {
                Add(index, records.AsSpan(start..i));
                start = i;
                size = 0;
            }

            size += records[i].Length;
        }

        Add(index, records.AsSpan(start));
    }

    private void Add(int index, ReadOnlySpan<ReadOnlyMemory<byte>> records)
    {
        var encoded = SegmentCodec.Encode(records);
        var previous = HeadHashes[index];
        var positions = (First: After[index] + 1, Last: After[index] + records.Length);
        var hash = SegmentHash.Of(previous, Moved[index], positions, HeadTimes[index], encoded.ContentHash);
        partitions.Add(Moved[index]);
        firstPositions.Add(positions.First);
        lastPositions.Add(positions.Last);
        codecs.Add(encoded.Codec);
        sizes.Add(encoded.Size);
        payloads.Add(encoded.Payload);
        times.Add(HeadTimes[index]);
        hashes.Add(hash);
        previousHashes.Add(previous);
        HeadHashes[index] = hash;
        After[index] = positions.Last;
    }
}
