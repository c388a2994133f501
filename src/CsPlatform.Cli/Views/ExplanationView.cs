using CsPlatform.Cli.Output;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Cli.Views;

/// <summary>An explained figure as JSON: the contract's message with the names of its fields.</summary>
internal static class ExplanationView
{
    public static object Of(FigureExplanation explanation) => new
    {
        Figure = FigureView.Of(explanation.Figure),
        explanation.NameZh,
        explanation.NameEn,
        explanation.RuleZh,
        explanation.RuleEn,
        explanation.Assumptions,
        explanation.NumeratorWithoutExclusions,
        explanation.DenominatorWithoutExclusions,
        Exclusions = explanation.Exclusions.Select(one => new
        {
            one.Target,
            one.Reason,
            DecidedBy = Wording.OrNull(one.DecidedBy),
            DecidedAt = Wording.At(one.DecidedAt),
            Event = Event(one.Event),
        }),
        Gaming = explanation.Gaming.Select(one => new { one.Kind, one.Count, one.TextZh, one.TextEn, Evidence = one.Evidence.Select(Event) }),
        Hits = explanation.Hits.Select(Unit),
        Misses = explanation.Misses.Select(Unit),
        LeftOut = explanation.LeftOut.Select(Unit),
    };

    /// <summary>A unit of an explained figure.</summary>
    public static object Unit(ExplainedUnit unit) => new
    {
        unit.Id,
        unit.Day,
        unit.AddsToNumerator,
        unit.AddsToDenominator,
        unit.Reason,
        unit.ReasonZh,
        unit.ReasonEn,
        Turns = unit.Turns.Select(turn => new
        {
            Message = Event(turn.Message),
            WaitedFrom = ExactTime.Of(turn.WaitedFrom),
            DueAt = ExactTime.Of(turn.DueAt),
            Answer = Event(turn.Answer),
            turn.Verdict,
            turn.Reason,
            turn.ReasonZh,
            turn.ReasonEn,
            AgentId = Wording.OrNull(turn.AgentId),
            turn.IsDoubtful,
        }),
        Evidence = unit.Evidence.Select(Event),
        unit.Impossible,
    };

    private static object? Event(EventReference? one) => one is null ? null : new
    {
        one.Source,
        one.EventId,
        one.Partition,
        Position = one.Position == 0 ? (long?)null : one.Position,
        one.Kind,
        OccurredAt = ExactTime.Of(one.OccurredAt),
        ReceivedAt = ExactTime.Of(one.ReceivedAt),
    };
}
