using System.Diagnostics;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>
/// Plays the course of one shop in one subject from the entries of its docket. The same entries give the same standing and the same
/// decisions, whenever and wherever they are played.
/// </summary>
public static class Docket
{
    /// <summary>Where one entry leaves the standing, on its terms.</summary>
    public static SanctionOutcome Hear(Standing standing, DocketEntry entry)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return entry switch
        {
            FigureEntry figure => SanctionCourse.Assess(standing, figure.Rule, figure.Figure, figure.Terms),
            IncidentEntry incident => SanctionCourse.Assess(standing, incident.Rule, incident.Incident, incident.Terms),
            TriggerEntry trigger => SanctionMachine.Move(standing, trigger.Trigger),
            _ => throw new UnreachableException($"No such entry: {entry}."),
        };
    }

    /// <summary>
    /// The whole course: the entries in the order of their days, those of a day in the order in which they came, and then the clock up
    /// to the day that was reached.
    /// </summary>
    public static SanctionOutcome Play(IEnumerable<DocketEntry> entries, LocalDate? reached)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var (standing, taken) = (Standing.New, new List<SanctionDecision>());
        foreach (var entry in entries.OrderBy(entry => entry.On).ThenBy(entry => entry.Number))
        {
            Add(Hear(standing, entry));
        }

        if (reached is { } day && standing.Until <= day)
        {
            Add(SanctionMachine.Move(standing, new DayReached(day)));
        }

        return new(standing, taken, taken.Count > 0 ? SanctionAnswer.Decided : SanctionAnswer.NothingDue);

        void Add(SanctionOutcome outcome)
        {
            standing = outcome.Standing;
            taken.AddRange(outcome.Decisions);
        }
    }

    /// <summary>The entries as their amendments left them: how they are heard when the course is played again.</summary>
    public static IEnumerable<DocketEntry> Amend(IEnumerable<DocketEntry> entries, IEnumerable<Amendment> amendments)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var ofEntry = amendments.ToLookup(amendment => amendment.Entry);
        return entries.Select(entry => ofEntry[entry.Number]
            .OrderBy(amendment => (amendment as FigureAmended)?.Figure.Revision ?? int.MaxValue)
            .Aggregate(entry, Amend));
    }

    /// <summary>
    /// Whether an entry has to be kept. What was looked at while nothing ran, missed nothing, and left nothing behind can move nothing
    /// when the course is played again, for a correction never worsens; of most shops nothing is ever kept.
    /// </summary>
    public static bool Keeps(Standing before, SanctionOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(outcome);
        return !(before.State is Assessed && outcome.Standing.State is Assessed && before.Run is null && outcome.Standing.Run is null
            && outcome.Decisions.Count == 0
            && outcome.Hold is SanctionHold.NothingMissed or SanctionHold.NoData or SanctionHold.BelowMinimumSample
                or SanctionHold.NotEnforced or SanctionHold.NewShopExempt or SanctionHold.AlreadyJudged);
    }

    /// <summary>Index of the ladder's step that an outcome took, for <see cref="HearingTerms.TakenBefore"/>; -1 for none.</summary>
    public static int TakenStep(SanctionLadder ladder, SanctionOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(outcome);
        foreach (var decision in outcome.Decisions)
        {
            var judgement = decision.Reason switch
            {
                ThresholdMissed missed when ReferenceEquals(missed.Rule.Ladder, ladder) => missed.Judgement,
                IncidentUpheld upheld when ReferenceEquals(upheld.Rule.Ladder, ladder) => upheld.Judgement,
                _ => null,
            };
            if (judgement is not null)
            {
                return Hearing.IndexOf(ladder, judgement);
            }
        }

        return -1;
    }

    // The mildest revision is heard: what was once taken away, or lifted, stays so, whatever a further revision says.
    private static FigureEntry Revise(FigureEntry entry, AssessedFigure figure) =>
        Hearing.IndexOf(entry.Rule.Ladder, figure) <= Hearing.IndexOf(entry.Rule.Ladder, entry.Figure)
            ? entry with { Figure = figure with { ReleasedOn = entry.Figure.ReleasedOn } }
            : entry;

    private static DocketEntry Amend(DocketEntry entry, Amendment amendment) => (entry, amendment) switch
    {
        (FigureEntry figure, FigureAmended amended) => Revise(figure, amended.Figure),
        (FigureEntry figure, EntryReleased released) => figure with
        {
            Figure = figure.Figure with { IsUncertain = false, ReleasedOn = released.On },
            Terms = figure.Terms with { Barred = null, TakenBefore = null },
            On = released.On,
        },
        (FigureEntry figure, EntryBarred barred) => figure with { Terms = figure.Terms with { Barred = barred.Why } },
        (IncidentEntry incident, EntryBarred barred) => incident with { Terms = incident.Terms with { Barred = barred.Why } },
        (TriggerEntry or IncidentEntry, _) => entry,
        _ => throw new UnreachableException($"No such amendment: {amendment}."),
    };
}
