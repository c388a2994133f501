using CsPlatform.Ingestion.V1;

namespace Faults.Tests.Loads;

/// <summary>What a sender still has to say and has not been told the outcome of, in its order. It survives every broken call.</summary>
internal sealed class Outbox(Script script, Answers answers, int seed)
{
    private const int Kept = 50;
    private const int AgainOneIn = 30;

    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly LinkedList<SentBatch> unanswered = new();
    private readonly List<SentBatch> answered = [];
    private bool isStopped;

    /// <summary>Makes no new batches from now on.</summary>
    internal void Stop()
    {
        lock (gate)
        {
            isStopped = true;
        }
    }

    /// <summary>What has to be sent again on a new call.</summary>
    internal IReadOnlyList<SentBatch> Unanswered()
    {
        lock (gate)
        {
            foreach (var batch in unanswered)
            {
                batch.Sendings++;
            }

            return [.. unanswered];
        }
    }

    /// <summary>
    /// The next batch to send: a new one, or now and then one that was answered before, as a sender does that lost the answer. Null when
    /// there is no more.
    /// </summary>
    internal SentBatch? Next()
    {
        lock (gate)
        {
            if (isStopped)
            {
                return null;
            }

            if (answered.Count > 0 && random.Next(AgainOneIn) == 0)
            {
                var again = answered[random.Next(answered.Count)];
                again.Sendings++;
                return again;
            }

            var batch = script.Next();
            batch.Sendings++;
            unanswered.AddLast(batch);
            return batch;
        }
    }

    /// <summary>Takes the answer to a batch.</summary>
    internal void Answered(SentBatch batch, IReadOnlyList<ItemResult> results)
    {
        lock (gate)
        {
            answers.Take(batch, results);
            if (!unanswered.Remove(batch))
            {
                return;
            }

            if (answered.Count == Kept)
            {
                answered.RemoveAt(0);
            }

            answered.Add(batch);
        }
    }
}
