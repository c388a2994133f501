namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>Where the changes of one shop go, and whether they are added or taken back.</summary>
internal readonly struct ReplyChanges(ReplyFacts? facts, int shop, int sign)
{
    /// <summary>Changes that nobody needs.</summary>
    internal static ReplyChanges None => default;

    internal void Add(ReplyShare share) => facts?.Add(shop, share.Day, sign * share.Hits, sign * share.Units);

    internal void Replace(ReplyShare before, ReplyShare after)
    {
        if (before == after)
        {
            return;
        }

        if (before.Units != 0)
        {
            facts?.Add(shop, before.Day, -sign * before.Hits, -sign * before.Units);
        }

        if (after.Units != 0)
        {
            Add(after);
        }
    }
}
