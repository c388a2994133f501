using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.Wire;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>Picks what a ladder answers out of ingestion's feed.</summary>
internal static class FactChanges
{
    /// <summary>The kinds of event that mean anything here, by the contract's names.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["conduct_incident_decided", "outside_figure_reported"];

    /// <summary>What the records mean, in their order.</summary>
    public static IReadOnlyList<FactChange> Read(IEnumerable<FeedRecord> records, RulebookCatalogue catalogue) =>
        [.. records.Select(record => Read(EventRecord.Parser.ParseFrom(record.Content.Span).Event, catalogue)).OfType<FactChange>()];

    private static FactChange? Read(Event sent, RulebookCatalogue catalogue) => sent.FactCase switch
    {
        Event.FactOneofCase.ConductIncidentDecided => Incident(sent, sent.ConductIncidentDecided, catalogue),
        Event.FactOneofCase.OutsideFigureReported => Outside(sent, sent.OutsideFigureReported, catalogue),
        _ => null,
    };

    // The rulebook of the day of the deed judges it; what follows takes effect on the day on which it was decided.
    private static IncidentDecided? Incident(Event sent, ConductIncidentDecided decided, RulebookCatalogue catalogue)
    {
        var rulebook = catalogue.Find(sent.Shop.Platform, ChinaTime.Day(At(decided.DoneAt)));
        var rule = rulebook is null ? null : LadderInForce.FindById(rulebook, decided.RuleId);
        return rule?.Ladder.Subject is IncidentSubject subject && subject.Grades.Any(grade => grade.Key == decided.Deed)
            ? new IncidentDecided(
                new StandingKey(FromProto.Shop(sent.Shop), rule.SubjectId),
                rule,
                At(sent.OccurredAt),
                new UpheldIncident(decided.IncidentId, decided.Deed, ChinaTime.Day(At(sent.OccurredAt))),
                decided.Decision == IncidentDecision.Upheld)
            : null;
    }

    // The rules of the period's last day hold, as for figures that are measured here.
    private static OutsideReported? Outside(Event sent, OutsideFigureReported reported, RulebookCatalogue catalogue)
    {
        var until = FromProto.Day(reported.UntilDay);
        var rulebook = catalogue.Find(sent.Shop.Platform, until.PlusDays(-1));
        var rule = rulebook is null ? null : LadderInForce.FindByOutside(rulebook, reported.FigureKey);
        return rule is null
            ? null
            : new OutsideReported(
                new StandingKey(FromProto.Shop(sent.Shop), rule.SubjectId),
                rule,
                At(sent.OccurredAt),
                new AssessedFigure(
                    new Period(FromProto.Day(reported.FromDay), until), until, new Rate(reported.Numerator, reported.Denominator), 1));
    }

    private static Instant At(Timestamp at) => Instant.FromUnixTimeSeconds(at.Seconds).PlusNanoseconds(at.Nanos);
}
