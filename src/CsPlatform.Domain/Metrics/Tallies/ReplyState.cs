using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// All that a stream's reply figures depend on, in 56 bytes, however long it is: a consultation with what it adds to the day it started,
/// or a buyer with the day of the last message and the one before it that still waits for an answer. Entries are added in their
/// order; what they tell adds up to what <see cref="ReplyUnits"/> tell of the whole timeline.
/// </summary>
internal struct ReplyState
{
    // No message has this time: it lies 292 million years back.
    private const long Never = long.MinValue >> 3;

    private ReplyEntry last;
    private long startedAt;
    private long waitingSince;
    private long earlierWaitingSince;
    private long waited;
    private int rounds;
    private Seen seen;

    [Flags]
    private enum Seen : byte
    {
        Nothing = 0,
        Start = 1,
        Opening = 2,
        Question = 4,
        LateRound = 8,
        RoundInTime = 16,
    }

    internal static ReplyState Empty => new()
    {
        last = new ReplyEntry(default, Never), startedAt = Never, waitingSince = Never, earlierWaitingSince = Never,
    };

    /// <summary>Whether an entry can be added without looking at earlier ones again.</summary>
    internal readonly bool IsNext(ReplyEntry entry) => entry >= last;

    /// <summary>Takes the next entry and writes down what it changes.</summary>
    internal void Add(in ReplyTerms terms, ReplyEntry entry, ReplyChanges changes)
    {
        last = entry;
        if (terms.ByPerson)
        {
            AddToPerson(terms, entry, changes);
            return;
        }

        var before = Share(terms);
        AddToConsultation(terms, entry);
        changes.Replace(before, Share(terms));
    }

    private void AddToConsultation(in ReplyTerms terms, ReplyEntry entry)
    {
        var opens = entry.Kind == ReplyEntryKind.Opened && (seen & Seen.Opening) == 0;
        if (opens || (seen & Seen.Start) == 0)
        {
            startedAt = entry.Millis;
            seen |= opens ? Seen.Start | Seen.Opening : Seen.Start;
        }

        if (entry.Kind == ReplyEntryKind.Buyer)
        {
            Ask(terms, entry.Millis);
        }
        else if (terms.IsAnswer(entry.Kind) && waitingSince != Never)
        {
            Answer(terms, entry.Millis - waitingSince);
        }
    }

    private void Ask(in ReplyTerms terms, long millis)
    {
        if (terms.ByMessage && !terms.InHours(millis))
        {
            return;
        }

        if (waitingSince == Never && (terms.Late != LateRule.First || (seen & Seen.Question) == 0))
        {
            waitingSince = millis;
        }

        seen |= Seen.Question;
    }

    // Of several messages that wait for the same answer the first decides: the others wait for a shorter time.
    private void Answer(in ReplyTerms terms, long wait)
    {
        seen |= wait > terms.Within ? Seen.LateRound : Seen.RoundInTime;
        waited += wait;
        rounds++;
        waitingSince = Never;
    }

    private readonly ReplyShare Share(in ReplyTerms terms) =>
        (seen & Seen.Question) == 0 || (!terms.ByMessage && !terms.InHours(startedAt))
            ? default
            : new ReplyShare(ChinaMillis.Day(startedAt), IsInTime(terms) ? 1 : 0, 1);

    private readonly bool IsInTime(in ReplyTerms terms) => terms.Late switch
    {
        LateRule.OneRound => (seen & Seen.RoundInTime) != 0,
        LateRule.MeanPerRound => waitingSince == Never && waited <= terms.Within * rounds,
        _ => waitingSince == Never && (seen & Seen.LateRound) == 0,
    };

    // The day of a buyer is kept as the instant of its first question.
    private void AddToPerson(in ReplyTerms terms, ReplyEntry entry, ReplyChanges changes)
    {
        if (terms.IsAnswer(entry.Kind))
        {
            AnswerPerson(terms, entry.Millis, changes);
        }
        else if (entry.Kind == ReplyEntryKind.Buyer && terms.InHours(entry.Millis))
        {
            AskAsPerson(terms, entry.Millis, changes);
        }
    }

    private void AskAsPerson(in ReplyTerms terms, long millis, ReplyChanges changes)
    {
        var day = ChinaMillis.Day(millis);
        if ((seen & Seen.Question) == 0 || day != ChinaMillis.Day(startedAt))
        {
            // What waited since a still earlier day is late for good: no limit is longer than a day.
            earlierWaitingSince = (seen & Seen.LateRound) == 0 ? waitingSince : Never;
            (startedAt, waitingSince, seen) = (millis, millis, Seen.Question);
            changes.Add(new ReplyShare(day, 0, 1));
        }
        else if (waitingSince == Never && terms.Late != LateRule.First)
        {
            if ((seen & Seen.LateRound) == 0)
            {
                changes.Add(new ReplyShare(day, -1, 0));
            }

            waitingSince = millis;
        }
    }

    private void AnswerPerson(in ReplyTerms terms, long millis, ReplyChanges changes)
    {
        if (earlierWaitingSince != Never && millis - earlierWaitingSince <= terms.Within)
        {
            changes.Add(new ReplyShare(ChinaMillis.Day(earlierWaitingSince), 1, 0));
        }

        earlierWaitingSince = Never;
        if (waitingSince == Never)
        {
            return;
        }

        if (millis - waitingSince > terms.Within)
        {
            seen |= Seen.LateRound;
        }
        else if ((seen & Seen.LateRound) == 0)
        {
            changes.Add(new ReplyShare(ChinaMillis.Day(startedAt), 1, 0));
        }

        waitingSince = Never;
    }
}
