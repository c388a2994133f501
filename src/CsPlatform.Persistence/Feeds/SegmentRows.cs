namespace CsPlatform.Persistence.Feeds;

/// <summary>Appends turned into the columns of the rows to insert. Offsets count from 1 within a partition's append.</summary>
internal sealed class SegmentRows
{
    private const int MaxRecords = 4096;

    private readonly List<short> partitions = [];
    private readonly List<long> firstOffsets = [];
    private readonly List<long> lastOffsets = [];
    private readonly List<short> codecs = [];
    private readonly List<int> sizes = [];
    private readonly List<byte[]> payloads = [];

    private SegmentRows(short[] partitions, long[] recordCounts)
    {
        Partitions = partitions;
        RecordCounts = recordCounts;
    }

    internal short[] Partitions { get; }

    internal long[] RecordCounts { get; }

    internal short[] SegmentPartitions => [.. partitions];

    internal long[] FirstOffsets => [.. firstOffsets];

    internal long[] LastOffsets => [.. lastOffsets];

    internal short[] Codecs => [.. codecs];

    internal int[] Sizes => [.. sizes];

    internal byte[][] Payloads => [.. payloads];

    internal static SegmentRows Build(IReadOnlyCollection<FeedAppend> appends)
    {
        var filled = appends.Where(append => append.Records.Count > 0).ToList();
        var rows = new SegmentRows(
            [.. filled.Select(append => (short)append.Partition)], [.. filled.Select(append => (long)append.Records.Count)]);
        if (rows.Partitions.Distinct().Count() != rows.Partitions.Length)
        {
            throw new ArgumentException(
                "A partition appears twice in one append: put its records into one entry.", nameof(appends));
        }

        foreach (var append in filled)
        {
            Persistence.Partitions.ThrowIfUnknown(append.Partition);
            rows.Split(append);
        }

        return rows;
    }

    // Stored segments stay small enough that a reader can hold some of each partition at once.
    private void Split(FeedAppend append)
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
                Add(append.Partition, records, start, i);
                start = i;
                size = 0;
            }

            size += records[i].Length;
        }

        Add(append.Partition, records, start, records.Length);
    }

    private void Add(int partition, ReadOnlyMemory<byte>[] records, int start, int end)
    {
        var (codec, size, payload) = SegmentCodec.Encode(records.AsSpan(start, end - start));
        partitions.Add((short)partition);
        firstOffsets.Add(start + 1);
        lastOffsets.Add(end);
        codecs.Add(codec);
        sizes.Add(size);
        payloads.Add(payload);
    }
}
