using CsPlatform.Domain.Sanctions;
using CsPlatform.Sanctions.Storage;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>
/// Plays the changes of one partition on the standings they touch, in memory and in order. Nothing here reads or writes.
/// </summary>
internal sealed class PartitionCourse(Dictionary<StandingKey, Standing> standings)
{
    private readonly HashSet<StandingKey> changed = [];
    private readonly List<TakenDecision> decisions = [];

    /// <summary>The decisions taken, in order.</summary>
    public IReadOnlyList<TakenDecision> Decisions => decisions;

    /// <summary>The standings that differ from what was loaded.</summary>
    public IReadOnlyCollection<KeyValuePair<StandingKey, Standing>> Changed =>
        [.. changed.Order().Select(key => KeyValuePair.Create(key, standings[key]))];

    /// <summary>Plays one change.</summary>
    public void Play(FigureChange change)
    {
        switch (change)
        {
            case FigureClosed closed:
                var before = standings.GetValueOrDefault(closed.Key, Standing.New);
                Take(closed.Key, before, SanctionCourse.Assess(before, closed.Rule, closed.Figure));
                break;
            case DayBegun begun:
                Begin(begun);
                break;
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
