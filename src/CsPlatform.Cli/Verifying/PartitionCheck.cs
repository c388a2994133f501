using CsPlatform.Cli.Output;
using CsPlatform.Common.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Cli.Verifying;

/// <summary>
/// Checks the segments of one partition in their order, from the first position to the head that was told before. Keeps nothing but
/// where it is.
/// </summary>
internal sealed class PartitionCheck(FeedHead head)
{
    /// <summary>Most problems told of one partition: behind a broken place much else can look broken.</summary>
    internal const int MostProblems = 20;

    private const string Restore = "Restore the named rows of feed.segment (or the archive file) from a backup; publish nothing over it.";

    private readonly List<FeedProblem> problems = [];
    private ByteString hash = ByteString.CopyFrom(new byte[SegmentMath.HashSize]);
    private Timestamp? appendedAt;
    private long position;
    private bool isChained;

    internal IReadOnlyList<FeedProblem> Problems => problems;

    internal long Segments { get; private set; }

    internal long Records { get; private set; }

    internal long Bytes { get; private set; }

    internal long Archived { get; private set; }

    internal long Unhashed { get; private set; }

    /// <summary>Whether the head is reached: what comes behind it was appended since.</summary>
    internal bool IsDone => position >= head.Position;

    /// <summary>Looks at the next segment.</summary>
    internal void Add(StoredSegment segment)
    {
        Segments++;
        Bytes += segment.Content.Length;
        Archived += segment.IsArchived ? 1 : 0;
        CheckPlace(segment, out var isAdjoining);
        CheckContent(segment);
        CheckHash(segment, isAdjoining);
        if (segment.AppendedAt is null || appendedAt is not null && segment.AppendedAt < appendedAt)
        {
            Fault(segment.FirstPosition, $"appended at {Wording.At(segment.AppendedAt) ?? "no time"}, before the segment before it", Restore);
        }

        appendedAt = segment.AppendedAt;
        position = Math.Max(position, segment.LastPosition);
        if (segment.LastPosition == head.Position && segment.Hash != head.Hash)
        {
            Fault(segment.LastPosition, "the last segment is not the one that the head names", Restore);
        }
    }

    /// <summary>Says what a failed call told, which ended the reading of this partition.</summary>
    internal void Stop(string reason) =>
        Fault(position + 1, $"cannot be read from here on: {reason}", "Mend what is named, then verify again: the rest is not verified.");

    /// <summary>The service has no more.</summary>
    internal void Finish()
    {
        if (position < head.Position)
        {
            Fault(
                position + 1,
                $"the tail is missing: segments end at {Wording.Count(position)}, the head says {Wording.Count(head.Position)}",
                Restore);
        }
        else if (problems.Count == 0 && position == head.Position && Records != head.Position)
        {
            Fault(1, $"{Wording.Count(Records)} records are there, the head says {Wording.Count(head.Position)}", Restore);
        }
    }

    private void CheckPlace(StoredSegment segment, out bool isAdjoining)
    {
        isAdjoining = segment.FirstPosition == position + 1;
        if (segment.Partition != head.Partition)
        {
            Fault(segment.FirstPosition, $"says that it is of partition {segment.Partition}", Restore);
        }

        if (segment.FirstPosition > position + 1)
        {
            Fault(position + 1, $"positions {position + 1} to {segment.FirstPosition - 1} are missing", Restore);
        }
        else if (segment.FirstPosition <= position)
        {
            Fault(segment.FirstPosition, $"begins at {segment.FirstPosition}, yet {position} was there before", Restore);
        }
    }

    private void CheckContent(StoredSegment segment)
    {
        var count = SegmentMath.CountRecords(segment.Content.Span);
        Records += count ?? 0;
        if (count != segment.LastPosition - segment.FirstPosition + 1)
        {
            var found = count is { } records ? $"holds {records} records" : "does not divide into records";
            Fault(segment.FirstPosition, $"{found}, for positions {segment.FirstPosition} to {segment.LastPosition}", Restore);
        }
    }

    private void CheckHash(StoredSegment segment, bool isAdjoining)
    {
        if (segment.Hash.IsEmpty)
        {
            Unhashed++;
            if (isChained)
            {
                Fault(segment.FirstPosition, "has no hash, although earlier segments have", Restore);
            }

            return;
        }

        if (!segment.Hash.Span.SequenceEqual(SegmentMath.Hash(segment)))
        {
            Fault(segment.FirstPosition, "was changed: its hash is not that of its bytes, positions and time", Restore);
        }

        // Behind a hole the link cannot fit; the hole is told already.
        if (isAdjoining && segment.PreviousHash != hash)
        {
            Fault(segment.FirstPosition, "is not linked to the segment before it", Restore);
        }

        hash = segment.Hash;
        isChained = true;
    }

    private void Fault(long at, string what, string next)
    {
        if (problems.Count < MostProblems)
        {
            problems.Add(new FeedProblem(head.Partition, at, what, next));
        }
    }
}
