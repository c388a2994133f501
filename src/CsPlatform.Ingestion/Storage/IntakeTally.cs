using CsPlatform.Ingestion.V1;
using NodaTime;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// Counts items before they are added to the table. What was offered is counted apart from what became of it, so that their equality
/// says something.
/// </summary>
/// <param name="slot">Which of the table's rows to add to.</param>
internal sealed class IntakeTally(int slot)
{
    private readonly Dictionary<IntakeKey, IntakeRow> rows = [];
    private IntakeKey lastKey;
    private IntakeRow? last;

    internal IReadOnlyDictionary<IntakeKey, IntakeRow> Rows => rows;

    internal void Offer(LocalDate day, string source) => Row(day, source).Offered++;

    internal void Answer(LocalDate day, string source, ItemOutcome outcome)
    {
        var row = Row(day, source);
        switch (outcome)
        {
            case ItemOutcome.Accepted:
                row.Accepted++;
                break;
            case ItemOutcome.Duplicate:
                row.Duplicate++;
                break;
            case ItemOutcome.Conflict:
                row.Conflict++;
                break;
            case ItemOutcome.Rejected:
                row.Rejected++;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an answer.");
        }
    }

    // Neighbours are mostly of one shop and source.
    private IntakeRow Row(LocalDate day, string source)
    {
        var key = new IntakeKey((short)slot, day, source);
        if (last is not null && lastKey == key)
        {
            return last;
        }

        if (!rows.TryGetValue(key, out last))
        {
            rows.Add(key, last = new IntakeRow());
        }

        lastKey = key;
        return last;
    }
}
