using NodaTime;

namespace CsPlatform.Domain.Sanctions.Appeals;

/// <summary>
/// A merchant's own log beside the messages behind a figure. Messages of one consultation and one side are paired in the order of their
/// times; a pair may lie apart by <see cref="Reach"/> at most. The skew is the median of theirs minus ours: what most pairs agree on is the
/// clock, what a single pair says is the message.
/// </summary>
/// <param name="Matched">Pairs.</param>
/// <param name="OnlyTheirs">Messages of the log that were never reported.</param>
/// <param name="OnlyOurs">Reported messages that the log lacks, of consultations that it names.</param>
/// <param name="SkewMilliseconds">Median of the pairs' differences, theirs minus ours; null without a pair.</param>
/// <param name="SmallestMilliseconds">Smallest difference; null without a pair.</param>
/// <param name="LargestMilliseconds">Largest difference; null without a pair.</param>
public sealed record LogComparison(
    int Matched,
    IReadOnlyList<LoggedMessage> OnlyTheirs,
    IReadOnlyList<LoggedMessage> OnlyOurs,
    long? SkewMilliseconds,
    long? SmallestMilliseconds,
    long? LargestMilliseconds)
{
    /// <summary>Clocks that are further apart are no skew: those are other messages.</summary>
    public static Duration Reach { get; } = Duration.FromMinutes(10);

    /// <summary>Compares the two.</summary>
    public static LogComparison Of(IEnumerable<LoggedMessage> theirs, IEnumerable<LoggedMessage> ours)
    {
        ArgumentNullException.ThrowIfNull(theirs);
        ArgumentNullException.ThrowIfNull(ours);
        var reported = ours.ToLookup(message => (message.ConsultationId, message.IsBuyers));
        var logged = theirs.ToLookup(message => (message.ConsultationId, message.IsBuyers));
        var named = logged.Select(group => group.Key.ConsultationId).ToHashSet();
        var (differences, onlyTheirs, onlyOurs) = (new List<long>(), new List<LoggedMessage>(), new List<LoggedMessage>());
        foreach (var key in logged.Select(group => group.Key).Union(reported.Select(group => group.Key))
            .Where(key => named.Contains(key.ConsultationId)).Order())
        {
            Pair([.. logged[key].OrderBy(m => m.At)], [.. reported[key].OrderBy(m => m.At)], differences, onlyTheirs, onlyOurs);
        }

        differences.Sort();
        return new(
            differences.Count,
            onlyTheirs,
            onlyOurs,
            differences.Count == 0 ? null : differences[(differences.Count - 1) / 2],
            differences.Count == 0 ? null : differences[0],
            differences.Count == 0 ? null : differences[^1]);
    }

    // The shortest way through both lists in order: pairs cost how far apart they are, a message without a partner costs the reach.
    private static void Pair(
        List<LoggedMessage> theirs, List<LoggedMessage> ours, List<long> differences, List<LoggedMessage> onlyTheirs, List<LoggedMessage> onlyOurs)
    {
        var alone = (long)Reach.TotalMilliseconds;
        var cost = new long[theirs.Count + 1, ours.Count + 1];
        for (var i = theirs.Count; i >= 0; i--)
        {
            for (var j = ours.Count; j >= 0; j--)
            {
                cost[i, j] = (i == theirs.Count, j == ours.Count) switch
                {
                    (true, true) => 0,
                    (true, false) => alone + cost[i, j + 1],
                    (false, true) => alone + cost[i + 1, j],
                    _ => Math.Min(
                        Math.Min(alone + cost[i + 1, j], alone + cost[i, j + 1]),
                        Apart(theirs[i], ours[j]) is var apart && Math.Abs(apart) <= alone ? Math.Abs(apart) + cost[i + 1, j + 1] : long.MaxValue),
                };
            }
        }

        for (var (i, j) = (0, 0); i < theirs.Count || j < ours.Count;)
        {
            var apart = i < theirs.Count && j < ours.Count ? Apart(theirs[i], ours[j]) : (long?)null;
            if (apart is { } difference && Math.Abs(difference) <= alone && cost[i, j] == Math.Abs(difference) + cost[i + 1, j + 1])
            {
                differences.Add(difference);
                (i, j) = (i + 1, j + 1);
            }
            else if (i < theirs.Count && cost[i, j] == alone + cost[i + 1, j])
            {
                onlyTheirs.Add(theirs[i++]);
            }
            else
            {
                onlyOurs.Add(ours[j++]);
            }
        }
    }

    private static long Apart(LoggedMessage theirs, LoggedMessage ours) =>
        theirs.At.ToUnixTimeMilliseconds() - ours.At.ToUnixTimeMilliseconds();
}
