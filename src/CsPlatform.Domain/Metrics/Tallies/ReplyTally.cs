using System.Runtime.InteropServices;

namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// One reply metric kept up to date message by message: a packed state per open unit and the facts that all units add up to. The
/// facts are those that counting every timeline anew gives. A message that comes in its order costs two look-ups and no memory; any
/// other change (an earlier message, a recall, an exclusion) replaces the unit by what its kept entries say. Entries that come
/// twice are sorted out before they come here. Not for use by several threads at a time: shops are independent of each other, so
/// a tally per part of the shops does.
/// </summary>
/// <param name="terms">The metric's terms; units that go by another version of the rulebook belong to another tally.</param>
/// <param name="capacity">Open units to make room for at once.</param>
public sealed class ReplyTally(ReplyTerms terms, int capacity = 0)
{
    private readonly Dictionary<long, ReplyUnit> units = new(capacity);

    /// <summary>The facts of all units, the ended ones among them.</summary>
    public ReplyFacts Facts { get; } = new();

    /// <summary>Units that are kept.</summary>
    public int OpenUnits => units.Count;

    /// <summary>
    /// Takes an entry that is no earlier than the unit's last one. False = it is earlier, and nothing has changed: the caller
    /// <see cref="Replace">replaces</see> the unit.
    /// </summary>
    public bool TryApply(int shop, long unit, ReplyEntry entry)
    {
        ref var state = ref CollectionsMarshal.GetValueRefOrAddDefault(units, unit, out var known);
        if (!known)
        {
            state = ReplyUnit.Empty;
        }
        else if (!state.IsNext(entry))
        {
            return false;
        }

        var before = state.Share(terms);
        state.Add(terms, entry);
        Change(shop, before, state.Share(terms));
        return true;
    }

    /// <summary>Puts a unit into the state that all its entries, in any order, come to; without entries it is as if it had never
    /// been.</summary>
    public void Replace(int shop, long unit, Span<ReplyEntry> entries)
    {
        entries.Sort();
        var before = units.TryGetValue(unit, out var known) ? known.Share(terms) : default;
        var state = ReplyUnit.Empty;
        foreach (var entry in entries)
        {
            state.Add(terms, entry);
        }

        Change(shop, before, state.Share(terms));
        if (entries.IsEmpty)
        {
            units.Remove(unit);
        }
        else
        {
            units[unit] = state;
        }
    }

    /// <summary>Forgets a unit's state and keeps what it added: nothing more is expected of it. Should something come
    /// nevertheless, <see cref="Restore"/> comes first.</summary>
    public void Release(long unit) => units.Remove(unit);

    /// <summary>Brings back a unit that was released, with the entries that it had then, in any order.</summary>
    public void Restore(long unit, Span<ReplyEntry> entries)
    {
        entries.Sort();
        var state = ReplyUnit.Empty;
        foreach (var entry in entries)
        {
            state.Add(terms, entry);
        }

        units.Add(unit, state);
    }

    private void Change(int shop, ReplyShare before, ReplyShare after)
    {
        if (before == after)
        {
            return;
        }

        if (before.Units > 0)
        {
            Facts.Take(shop, before);
        }

        if (after.Units > 0)
        {
            Facts.Add(shop, after);
        }
    }
}
