using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Sanctions.Storage;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>
/// Plays the changes of one partition on the standings they touch, in memory and in order. Nothing here reads or writes.
/// </summary>
internal sealed class PartitionCourse(Dictionary<StandingKey, Standing> standings)
{
    private readonly HashSet<StandingKey> changed = [];
    private readonly List<TakenDecision> decisions = [];
    private readonly List<(StandingKey, DocketEntry)> entries = [];

    /// <summary>The decisions taken, in order.</summary>
    public IReadOnlyList<TakenDecision> Decisions => decisions;

    /// <summary>What the courses can be played again from, in order; numbers are given when they are stored.</summary>
    public IReadOnlyList<(StandingKey Key, DocketEntry Entry)> Entries => entries;

    /// <summary>The standings that differ from what was loaded.</summary>
    public IReadOnlyCollection<KeyValuePair<StandingKey, Standing>> Changed =>
        [.. changed.Order().Select(key => KeyValuePair.Create(key, standings[key]))];

    /// <summary>Plays one change.</summary>
    public void Play(FigureChange change)
    {
        switch (change)
        {
            case FigureClosed closed:
                Hear(closed);
                break;
            case DayBegun begun:
                Begin(begun);
                break;
        }
    }

    private void Hear(FigureClosed closed)
    {
        var before = standings.GetValueOrDefault(closed.Key, Standing.New);
        var entry = new FigureEntry(0, closed.Rule, closed.Figure, HearingTerms.Plain);
        var outcome = Docket.Hear(before, entry);
        Take(closed.Key, before, outcome);
        if (Docket.Keeps(before, outcome) && outcome.Hold is not SanctionHold.AlreadyJudged)
        {
            entries.Add((closed.Key, entry with
            {
                Terms = entry.Terms with { TakenBefore = Docket.TakenStep(closed.Rule.Ladder, outcome) },
            }));
        }
    }

    private void Begin(DayBegun begun)
    {
        var due = standings
            .Where(standing => standing.Key.Shop.Platform == begun.Platform && standing.Value.Until <= begun.Day)
            .OrderBy(standing => standing.Key)
            .ToList();
        foreach (var (key, standing) in due)
        {
            Take(key, standing, SanctionMachine.Move(standing, new DayReached(begun.Day)));
        }
    }

    private void Take(StandingKey key, Standing before, SanctionOutcome outcome)
    {
        decisions.AddRange(outcome.Decisions.Select(decision => new TakenDecision(key.Shop, decision)));
        if (!ReferenceEquals(before, outcome.Standing))
        {
            standings[key] = outcome.Standing;
            changed.Add(key);
        }
    }
}
