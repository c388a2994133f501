using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Cli.Recounting;

/// <summary>
/// Gives the questions of a consultation to the sub-accounts that held it. What is unanswered when it changes hands passes on to the next one as a
/// question of that instant.
/// </summary>
internal sealed class Holding(Talk talk, Func<long, Entry?> answer)
{
    private const string Nobody = "UNASSIGNED";

    // Of several changes at one instant the last one holds.
    private readonly List<Entry> changes =
    [
        .. talk.Entries
            .Where(entry => entry.Kind is EntryKind.Queued or EntryKind.Assigned or EntryKind.HandedOver)
            .GroupBy(entry => entry.At)
            .Select(same => same.Last()),
    ];

    private readonly List<Entry> written = [.. talk.Replies.Where(reply => reply.Who is not null && reply.Role != SenderRole.Automatic)];

    /// <summary>Every question with its holder, again for each further one who had to answer it.</summary>
    public IEnumerable<(string Agent, Question Question)> Questions()
    {
        foreach (var message in talk.Questions)
        {
            var at = message.At;
            while (NextChange(at) is { } change && !(answer(at)?.At <= change))
            {
                yield return (HolderAt(at), new Question(talk, message, at, change));
                at = change;
            }

            yield return (HolderAt(at), new Question(talk, message, at));
        }
    }

    private string HolderAt(long at)
    {
        if (changes.Count == 0)
        {
            return (written.Exists(reply => reply.At >= at) ? written.First(reply => reply.At >= at) : written.LastOrDefault()).Who ?? Nobody;
        }

        if (changes.Exists(change => change.At <= at))
        {
            return Holder(changes.Last(change => change.At <= at));
        }

        return written.FirstOrDefault(reply => reply.At < changes[0].At).Who ?? FirstHandOver() ?? Nobody;
    }

    // The very first change, even where another one follows at the same instant.
    private string? FirstHandOver()
    {
        var first = talk.Entries.First(entry => entry.Kind is EntryKind.Queued or EntryKind.Assigned or EntryKind.HandedOver);
        return first.Kind == EntryKind.HandedOver ? first.From : null;
    }

    private long? NextChange(long after)
    {
        var holder = HolderAt(after);
        var index = changes.FindIndex(change => change.At > after && Holder(change) != holder);
        return index < 0 ? null : changes[index].At;
    }

    private static string Holder(Entry change) => change.Kind == EntryKind.Queued ? Nobody : change.Who ?? Nobody;
}
