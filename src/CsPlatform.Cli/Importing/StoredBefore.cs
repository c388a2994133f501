using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Importing;

/// <summary>
/// Tells an event that this run stored, but whose answer was lost, from one that was stored before. Both come back as DUPLICATE.
/// <para>
/// The position decides. A shop's events get rising positions in the order in which they are sent. So per shop this keeps the
/// highest position known to be taken: at first the head of its partition before anything was sent, then each position counted
/// as accepted. An item in doubt whose first copy stands above it was stored by this run; at or below it, it was there before
/// (an earlier import, or an earlier copy in the same file).
/// </para>
/// One limit: another sender that stores the very same events during the run cannot be told apart.
/// </summary>
internal sealed class StoredBefore(IEnumerable<PartitionPosition> headsBefore)
{
    private readonly Dictionary<int, long> heads = headsBefore.ToDictionary(head => head.Partition, head => head.Position);
    private readonly Dictionary<ShopKey, long> highest = [];

    /// <summary>How an item's result counts.</summary>
    /// <param name="shop">The item's shop; null when it names none.</param>
    /// <param name="result">Its result.</param>
    /// <param name="isInDoubt">Whether it was sent before without an answer.</param>
    public ItemOutcome Outcome(ShopKey? shop, ItemResult result, bool isInDoubt)
    {
        // Only what was rejected can have no shop.
        if (shop is null)
        {
            return result.Outcome;
        }

        var known = highest.TryGetValue(shop, out var position) ? position : heads.GetValueOrDefault(result.Partition);
        var isOurs = result.Outcome == ItemOutcome.Accepted
            || (result.Outcome == ItemOutcome.Duplicate && isInDoubt && result.Position > known);
        if (!isOurs)
        {
            return result.Outcome;
        }

        highest[shop] = Math.Max(known, result.Position);
        return ItemOutcome.Accepted;
    }
}
