using CsPlatform.Ingestion.V1;
using Faults.Tests.Checking;

namespace Faults.Tests.Loads;

/// <summary>Holds an answer against what was sent and against the answers before it, and notes what it acknowledges.</summary>
internal sealed class Answers(Ledger ledger, bool hasTwin)
{
    internal void Take(SentBatch batch, IReadOnlyList<ItemResult> results)
    {
        if (results.Count != batch.Items.Count)
        {
            ledger.Wrong($"{batch.Name} of {batch.Items.Count} items was answered with {results.Count} results.");
            return;
        }

        for (var i = 0; i < results.Count; i++)
        {
            TakeOne(batch, i, results[i]);
        }

        batch.Answer ??= results;
    }

    private void TakeOne(SentBatch batch, int index, ItemResult result)
    {
        var item = batch.Items[index];
        if (!MayBe(item, result.Outcome))
        {
            ledger.Wrong($"{batch.Name}[{index}], {item.Name}, sent {batch.Sendings} times: {item.Expected} expected, got {result}");
        }

        if (batch.Answer is { } first && !first[index].Equals(result))
        {
            ledger.Wrong($"{batch.Name}[{index}], {item.Name}: first answered {first[index]}, then {result}");
        }

        if (item.Name is { } name && result.Outcome is not ItemOutcome.Rejected)
        {
            ledger.Answer(name, batch.Name, result.Outcome, new Place(result.Partition, result.Position));
        }

        if (result.Outcome is ItemOutcome.Conflict && (result.ContentHash.IsEmpty || result.ContentHash == result.StoredContentHash))
        {
            ledger.Wrong($"{batch.Name}[{index}], {item.Name}: a conflict without two different hashes: {result}");
        }
    }

    // A batch has a session and a number, so however often it is sent its answer is the first one's. Only a twin, who says the same under
    // another name, can have been there before.
    private bool MayBe(SentItem item, ItemOutcome outcome)
        => outcome == item.Expected || (hasTwin && item.Expected is ItemOutcome.Accepted && outcome is ItemOutcome.Duplicate);
}
