using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Explaining;
using CsPlatform.Metrics.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Duration = NodaTime.Duration;
using ExplainedUnit = CsPlatform.Domain.Metrics.Explaining.ExplainedUnit;

namespace CsPlatform.Metrics.Wire;

/// <summary>An explained figure as the contract's messages.</summary>
internal sealed class ExplanationParts(ExplainedFigure explained, ReadingOptions options, ClockSkews skews)
{
    private const int UnitsPerPart = 500;

    private readonly EventReferences events = new(explained.Basis, explained.Figure.Shop);
    private readonly Dictionary<string, (Holders? Holders, Lazy<HashSet<EventKey>> Questions)> asked = [];

    /// <summary>The first holds everything but units; units follow, hits first.</summary>
    internal IEnumerable<ExplainFigureResponse> All()
    {
        yield return Part(Head());
        foreach (var units in explained.Units.Where(unit => unit.IsHit).Chunk(UnitsPerPart))
        {
            yield return Part(new FigureExplanation { Hits = { units.Select(Unit) } });
        }

        foreach (var units in explained.Units.Where(unit => unit.IsMiss).Chunk(UnitsPerPart))
        {
            yield return Part(new FigureExplanation { Misses = { units.Select(Unit) } });
        }

        foreach (var units in explained.Units.Where(unit => unit is { IsHit: false, IsMiss: false }).Chunk(UnitsPerPart))
        {
            yield return Part(new FigureExplanation { LeftOut = { units.Select(Unit) } });
        }
    }

    private static ExplainFigureResponse Part(FigureExplanation explanation) => new() { Explanation = explanation };

    private FigureExplanation Head()
    {
        var (metric, rulebook) = (explained.Metric, explained.Rulebook);
        var own = rulebook.Contents.FirstOrDefault(entry => entry.Head.Id == metric.Id)?.Head.Assumptions ?? [];
        var within = explained.Units.SelectMany(unit => unit.Consultations).ToHashSet(StringComparer.Ordinal);
        var exclusions = AppliedExclusions.Of(explained.Basis, within);
        var (above, below) = WithoutExclusions(exclusions.Count > 0);
        return new FigureExplanation
        {
            Figure = ToProto.Figure(explained.Figure),
            NameZh = metric.NameZh,
            NameEn = metric.NameEn,
            RuleZh = metric.TextZh,
            RuleEn = metric.TextEn,
            Assumptions = { own.Union(rulebook.Assumptions) },
            NumeratorWithoutExclusions = above,
            DenominatorWithoutExclusions = below,
            Exclusions = { exclusions.Select(Exclusion) },
            Gaming = { GamingSigns.Of(explained.Basis, explained.Units, options.Gaming).Select(Sign) },
        };
    }

    private (long Above, long Below) WithoutExclusions(bool anyExclusion)
    {
        var units = anyExclusion ? explained.UnitsOf(explained.Basis.HistoryWithoutExclusions) : explained.Units;
        return (units.Sum(unit => unit.Above), units.Sum(unit => unit.Below));
    }

    private ExplainedExclusion Exclusion(AppliedExclusion applied) => new()
    {
        Target = applied.Target,
        Reason = applied.Reason,
        DecidedBy = applied.By,
        DecidedAt = At(applied.At),
        Event = events.To(applied.Event),
    };

    private V1.GamingSign Sign(Domain.Metrics.Explaining.GamingSign sign) => new()
    {
        Kind = Because.NameOf(sign.Kind),
        Count = sign.Count,
        TextZh = sign.TextZh,
        TextEn = sign.TextEn,
        Evidence = { sign.Evidence.Select(events.To) },
    };

    private V1.ExplainedUnit Unit(ExplainedUnit unit)
    {
        var skew = skews.Of(unit.Consultations.Select(id => explained.Basis.Consultations[id]));
        return Unit(unit, skew);
    }

    private V1.ExplainedUnit Unit(ExplainedUnit unit, Duration skew) => new()
    {
        Id = unit.Id,
        Day = ToProto.Day(unit.Day),
        AddsToNumerator = unit.Above,
        AddsToDenominator = unit.Below,
        Reason = unit.Why.Name,
        ReasonZh = unit.Why.Zh,
        ReasonEn = unit.Why.En,
        Turns = { unit.Turns.Select(turn => Turn(unit, turn, skew)) },
        Evidence = { unit.Evidence.Select(events.To) },
        Impossible =
        {
            unit.Consultations
                .SelectMany(id => explained.Basis.Consultations[id].Flags)
                .Select(flag => $"{Because.NameOf(flag.Kind)} {flag.Entry}"),
        },
    };

    private ExplainedTurn Turn(ExplainedUnit unit, Turn turn, Duration skew)
    {
        var why = Because.Of(turn.Reason);
        return new ExplainedTurn
        {
            Message = events.To(turn.Message),
            WaitedFrom = At(turn.SentAt),
            DueAt = turn.DueAt is { } due ? At(due) : null,
            Answer = turn.Answer is { } answer ? events.To(answer) : null,
            Verdict = Because.NameOf(turn.Verdict),
            Reason = why.Name,
            ReasonZh = why.Zh,
            ReasonEn = why.En,
            AgentId = Holder(unit, turn),
            IsDoubtful = TurnDoubt.Of(turn, skew),
        };
    }

    private string Holder(ExplainedUnit unit, Turn turn)
    {
        foreach (var id in unit.Consultations)
        {
            if (!asked.TryGetValue(id, out var known))
            {
                var contact = Contact.Of(id, explained.Basis.Consultations[id]);
                known = (
                    contact is null ? null : new Holders(contact),
                    new(() => contact?.Questions.Select(question => question.Key).ToHashSet() ?? []));
                asked.Add(id, known);
            }

            if (known.Holders is { } holders && (unit.Consultations.Count == 1 || known.Questions.Value.Contains(turn.Message)))
            {
                return holders.At(turn.SentAt) is var holder && holder != Contact.Unassigned ? holder : "";
            }
        }

        return "";
    }

    private static Timestamp At(Instant at) => EventReferences.At(at);
}
