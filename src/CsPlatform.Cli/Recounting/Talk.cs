using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Cli.Recounting;

/// <summary>A consultation as it is counted: everything of it in order of time, without what was taken away.</summary>
internal sealed class Talk
{
    private readonly bool metRobot;

    private Talk(string id, List<Entry> entries, IReadOnlySet<(string, string)> removed)
    {
        Id = id;
        Entries = entries;
        Removed = removed;
        // Messages that were taken away still date a consultation, and still make it one that met a robot.
        StartedAt = Find(EntryKind.Opened)?.At ?? Find(EntryKind.Message)?.At;
        NamedBuyer = entries.FirstOrDefault(IsNamedBuyer).Who;
        EndedAt = FindLast(EntryKind.Closed)?.At ?? FindLast(EntryKind.Message)?.At ?? StartedAt ?? 0;
        metRobot = entries.Exists(entry => entry is { Kind: EntryKind.Message, Role: SenderRole.Bot });
        var messages = entries
            .Where(entry => entry.Kind == EntryKind.Message && !entry.IsFromTheFuture && !removed.Contains((entry.Source, entry.Id)))
            .ToList();
        Questions = [.. messages.Where(message => message.Role == SenderRole.Buyer)];
        Replies = [.. messages.Where(message => message.Role is not (SenderRole.Buyer or SenderRole.System))];
    }

    public string Id { get; }

    public List<Entry> Entries { get; }

    public IReadOnlySet<(string Source, string Id)> Removed { get; }

    /// <summary>Null while neither an opening nor a message is known: then it counts nowhere.</summary>
    public long? StartedAt { get; private set; }

    /// <summary>The buyer; null = not known.</summary>
    public string? NamedBuyer { get; }

    /// <summary>Whose it is: without a named buyer it stands alone.</summary>
    public (string? Buyer, string? Alone) Buyer => NamedBuyer is null ? (null, Id) : (NamedBuyer, null);

    public List<Entry> Questions { get; }

    public List<Entry> Replies { get; }

    public long EndedAt { get; private set; }

    public bool WentOffline => Entries.Exists(entry => entry.Kind == EntryKind.Offline);

    public bool WasAssigned => Entries.Exists(entry => entry.Kind is EntryKind.Assigned or EntryKind.HandedOver);

    /// <summary>Stars of the last rating; null = not rated.</summary>
    public int? Stars => FindLast(EntryKind.Rated)?.Stars;

    /// <summary>A consultation of what was read.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="entries">What happened, in any order.</param>
    /// <param name="removed">The messages that were recalled or excluded.</param>
    public static Talk Of(string id, IEnumerable<Entry> entries, IReadOnlySet<(string Source, string Id)> removed) =>
        new(id, [.. entries.Order()], removed);

    /// <summary>Whether people were in charge at that time.</summary>
    public bool WithPeopleAt(long at)
    {
        foreach (var entry in Entries)
        {
            if (entry.Kind is EntryKind.Queued or EntryKind.Assigned or EntryKind.HandedOver or EntryKind.Offline)
            {
                return entry.At <= at;
            }
        }

        return !metRobot;
    }

    /// <summary>This one and a later one of the same buyer, as one.</summary>
    public Talk With(Talk later) => new(Id, [.. Entries.Concat(later.Entries).Order()], Removed.Union(later.Removed).ToHashSet())
    {
        StartedAt = StartedAt,
        EndedAt = Math.Max(EndedAt, later.EndedAt),
    };

    private static bool IsNamedBuyer(Entry entry) =>
        entry.Who is not null && (entry.Kind == EntryKind.Opened || entry is { Kind: EntryKind.Message, Role: SenderRole.Buyer });

    private Entry? Find(EntryKind kind) => Entries.FindIndex(entry => entry.Kind == kind) is >= 0 and var at ? Entries[at] : null;

    private Entry? FindLast(EntryKind kind) => Entries.FindLastIndex(entry => entry.Kind == kind) is >= 0 and var at ? Entries[at] : null;
}
