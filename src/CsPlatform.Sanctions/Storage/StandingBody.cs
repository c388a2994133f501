using System.Text.Json;
using System.Text.Json.Serialization;
using CsPlatform.Domain.Sanctions;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Sanctions.Storage;

/// <summary>
/// A standing as it lies in its row's body. Days are YYYY-MM-DD, months YYYY-MM. What is empty is left out, so bodies that were
/// written before ladders had sets, points, incidents and proposals read as they were.
/// </summary>
internal sealed record StandingBody(
    string? CycleStart,
    IReadOnlyList<PenaltyBody> Penalties,
    string? LastProposal,
    string? LastEvaluatedOn,
    int? LastHold,
    OpenCaseBody? Case,
    string? StepStart)
{
    private const int AssessedState = 1;
    private const int StudyingState = 2;
    private const int LimitedState = 3;
    private const int RemovedState = 4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Restrictions that run; null in bodies of old, whose limit lies in the row's columns.</summary>
    public IReadOnlyList<RestrictionBody>? Restrictions { get; init; }

    /// <summary>The run of missed periods.</summary>
    public RunBody? Run { get; init; }

    /// <summary>The last month that brought a fine.</summary>
    public string? LastFined { get; init; }

    /// <summary>Points of the last week.</summary>
    public IReadOnlyList<PointsBody>? Points { get; init; }

    /// <summary>Incidents that were judged.</summary>
    public IReadOnlyList<PenaltyBody>? Incidents { get; init; }

    /// <summary>Unanswered proposals.</summary>
    public IReadOnlyList<ProposalBody>? Proposals { get; init; }

    /// <summary>The approved proposal that removed the shop.</summary>
    public string? RemovedBy { get; init; }

    /// <summary>The row's columns.</summary>
    public static (short State, DateOnly? Until, string Body) ToRow(Standing standing)
    {
        var (state, start, restrictions) = standing.State switch
        {
            Studying studying => (StudyingState, (LocalDate?)studying.PushedOn, studying.Restrictions),
            Limited limited => (LimitedState, limited.Restrictions[0].From, limited.Restrictions),
            Removed removed => (RemovedState, removed.On, []),
            _ => (AssessedState, (LocalDate?)null, (IReadOnlyList<RunningRestriction>)[]),
        };
        var body = new StandingBody(
            Text(standing.CycleStart),
            [.. standing.Penalties.Select(penalty => new PenaltyBody(penalty.CaseId, Text(penalty.Month)!))],
            Text(standing.LastProposal),
            Text(standing.LastEvaluatedOn),
            (int?)standing.LastHold,
            standing.Case is { } open ? OpenCaseBody.ToRow(open) : null,
            Text(start))
        {
            Restrictions = restrictions.Count == 0 ? null : [.. restrictions.Select(RestrictionBody.ToRow)],
            Run = standing.Run is { } run ? new RunBody(run.Periods, Text(run.End)!) : null,
            LastFined = Text(standing.LastFined),
            Points = List(standing.Points, points => new PointsBody(Text(points.Week)!, points.ClassKey, points.Count)),
            Incidents = List(standing.Incidents, incident => new PenaltyBody(incident.Id, Text(incident.Month)!)),
            Proposals = List(standing.Proposals, ProposalBody.ToRow),
            RemovedBy = (standing.State as Removed)?.ProposalId,
        };
        return ((short)state, standing.Until?.ToDateOnly(), JsonSerializer.Serialize(body, Json));
    }

    /// <summary>The standing of a row.</summary>
    public static Standing FromRow(short state, DateOnly? until, string json)
    {
        var body = JsonSerializer.Deserialize<StandingBody>(json, Json)!;
        return new Standing(
            body.State(state, until),
            Day(body.CycleStart),
            [.. body.Penalties.Select(penalty => new CountedPenalty(penalty.CaseId, Month(penalty.Month)!.Value))],
            Month(body.LastProposal),
            Day(body.LastEvaluatedOn),
            (SanctionHold?)body.LastHold)
        {
            Run = body.Run is { } run ? new MissedRun(run.Periods, Day(run.End)!.Value) : null,
            LastFined = Month(body.LastFined),
            Points = [.. (body.Points ?? []).Select(p => new CountedPoints(Day(p.Week)!.Value, p.ClassKey, p.Count))],
            Incidents = [.. (body.Incidents ?? []).Select(i => new CountedIncident(i.CaseId, Month(i.Month)!.Value))],
            Proposals = [.. (body.Proposals ?? []).Select(proposal => proposal.FromRow())],
        };
    }

    internal static LocalDate? Day(string? text) => text is null ? null : LocalDatePattern.Iso.Parse(text).Value;

    internal static string? Text(LocalDate? day) => day is { } value ? $"{value:R}" : null;

    private static string? Text(YearMonth? month) => month is { } value ? $"{value:uuuu-MM}" : null;

    private static YearMonth? Month(string? text) => text is null ? null : YearMonthPattern.Iso.Parse(text).Value;

    private static List<TTo>? List<TFrom, TTo>(IReadOnlyList<TFrom> from, Func<TFrom, TTo> map) =>
        from.Count == 0 ? null : [.. from.Select(map)];

    private SanctionState State(short state, DateOnly? until)
    {
        switch (state)
        {
            case AssessedState:
                return new Assessed();
            case RemovedState:
                return new Removed(RemovedBy!, Day(StepStart)!.Value);
            case StudyingState:
                return new Studying(Case!.FromRow(), Day(StepStart)!.Value, LocalDate.FromDateOnly(until!.Value))
                {
                    Restrictions = [.. (Restrictions ?? []).Select(restriction => restriction.FromRow())],
                };
            case LimitedState:
                var restrictions = Restrictions ?? [RestrictionBody.OfOld(StepStart!, $"{LocalDate.FromDateOnly(until!.Value):R}")];
                return new Limited(Case!.FromRow(), [.. restrictions.Select(restriction => restriction.FromRow())]);
            default:
                throw new InvalidOperationException($"Stored standing has the unknown state {state}.");
        }
    }
}

/// <summary>A counted penalty, or incident, as stored.</summary>
internal sealed record PenaltyBody(string CaseId, string Month);

/// <summary>A run of missed periods as stored.</summary>
internal sealed record RunBody(int Periods, string End);

/// <summary>Points of a week as stored.</summary>
internal sealed record PointsBody(string Week, string ClassKey, int Count);
