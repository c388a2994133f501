using System.Text.Json;
using System.Text.Json.Serialization;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;
using NodaTime.Text;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Sanctions.Storage;

/// <summary>A standing as it lies in its row's body. Days are YYYY-MM-DD, months YYYY-MM.</summary>
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

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The row's columns.</summary>
    public static (short State, DateOnly? Until, string Body) ToRow(Standing standing)
    {
        var (state, start) = standing.State switch
        {
            Studying studying => (StudyingState, (LocalDate?)studying.PushedOn),
            Limited limited => (LimitedState, limited.Limit.Start),
            _ => (AssessedState, null),
        };
        var body = new StandingBody(
            Text(standing.CycleStart),
            [.. standing.Penalties.Select(penalty => new PenaltyBody(penalty.CaseId, Text(penalty.Month)!))],
            Text(standing.LastProposal),
            Text(standing.LastEvaluatedOn),
            (int?)standing.LastHold,
            standing.Case is { } open ? OpenCaseBody.ToRow(open) : null,
            Text(start));
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
            (SanctionHold?)body.LastHold);
    }

    private static string? Text(LocalDate? day) => day is { } value ? $"{value:R}" : null;

    private static string? Text(YearMonth? month) => month is { } value ? $"{value:uuuu-MM}" : null;

    private static LocalDate? Day(string? text) => text is null ? null : LocalDatePattern.Iso.Parse(text).Value;

    private static YearMonth? Month(string? text) => text is null ? null : YearMonthPattern.Iso.Parse(text).Value;

    private SanctionState State(short state, DateOnly? until)
    {
        if (state == AssessedState)
        {
            return new Assessed();
        }

        var open = Case!.FromRow();
        var (start, end) = (Day(StepStart)!.Value, LocalDate.FromDateOnly(until!.Value));
        return state switch
        {
            StudyingState => new Studying(open, start, end),
            LimitedState => new Limited(open, new Period(start, end)),
            _ => throw new InvalidOperationException($"Stored standing has the unknown state {state}."),
        };
    }
}

/// <summary>A counted penalty as stored.</summary>
internal sealed record PenaltyBody(string CaseId, string Month);

/// <summary>A running case as stored, with the rule it was opened under.</summary>
internal sealed record OpenCaseBody(
    string Id,
    string OpenedOn,
    string MetricId,
    string MetricNameZh,
    string MetricNameEn,
    string RuleTextZh,
    string RuleTextEn,
    int LimitDaysWhenFailed,
    bool PausesAssessment,
    RuleCitation Citation)
{
    public static OpenCaseBody ToRow(OpenCase open) => new(
        open.Id,
        $"{open.OpenedOn:R}",
        open.MetricId,
        open.MetricNameZh,
        open.MetricNameEn,
        open.RuleTextZh,
        open.RuleTextEn,
        open.LimitDaysWhenFailed,
        open.PausesAssessment,
        open.Citation);

    public OpenCase FromRow() => new(
        Id,
        LocalDatePattern.Iso.Parse(OpenedOn).Value,
        MetricId,
        MetricNameZh,
        MetricNameEn,
        RuleTextZh,
        RuleTextEn,
        LimitDaysWhenFailed,
        PausesAssessment,
        Citation);
}
