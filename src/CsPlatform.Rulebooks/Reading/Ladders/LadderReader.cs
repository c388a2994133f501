using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates sanction ladders.</summary>
internal static class LadderReader
{
    public static SanctionLadder Read(
        V1.SanctionLadder ladder, RuleHead head, Place place, RulebookDates dates, RuleIds ids, FigureReferenceReader figures)
    {
        var subject = SubjectReader.Read(ladder, place, figures);
        var steps = Steps(ladder, subject, place, ids);
        return new SanctionLadder(
            ladder.Id,
            subject,
            head.TextZh,
            head.TextEn,
            head.Source,
            steps,
            ladder.HasPenaltiesPerMonth ? place.Range("penaltiesPerMonth", ladder.PenaltiesPerMonth, 1, 31) : null,
            ladder.HasMinimumSample ? place.Range("minimumSample", ladder.MinimumSample, 1, int.MaxValue) : null,
            ladder.PausesWhilePenaltyRuns,
            ladder.AllowPartialWindowAfterRestart,
            Repeat(ladder.RepeatEscalation, place.Field("repeatEscalation"), dates),
            ladder.HasEscalatesWithinMonths ? place.Range("escalatesWithinMonths", ladder.EscalatesWithinMonths, 1, 120) : null)
        {
            NameZh = head.NameZh,
            NameEn = head.NameEn,
            ImprovementMonth = Improvement(ladder.ImprovementMonth, place.Field("improvementMonth")),
            NewShopExemption = NewShops(ladder.NewShopExemption, place.Field("newShopExemption")),
            ExemptDays = [.. ladder.ExemptDays.Select((days, i) => Exempt(days, place.Item("exemptDays", i)))],
        };
    }

    private static List<SanctionStep> Steps(V1.SanctionLadder ladder, LadderSubject subject, Place place, RuleIds ids)
    {
        if (ladder.Steps.Count == 0)
        {
            place.Field("steps").Fault("is required; give at least one step");
        }

        var steps = new List<SanctionStep>(ladder.Steps.Count);
        for (var i = 0; i < ladder.Steps.Count; i++)
        {
            var at = place.Item("steps", i);
            steps.Add(Step(ladder.Steps[i], subject, at, ids));
            CheckOnce(steps[i], at);
            CheckLifting(steps[i], ladder.PausesWhilePenaltyRuns, subject, at);
        }

        LadderOrder.Check(steps, place);
        return steps;
    }

    private static SanctionStep Step(V1.SanctionStep step, LadderSubject subject, Place place, RuleIds ids)
    {
        if (step.Actions.Count == 0)
        {
            place.Field("actions").Fault("is required; give at least one action");
        }

        return new SanctionStep(
            place.Text("textZh", step.TextZh),
            place.Text("textEn", step.TextEn),
            StepConditionReader.Read(step, subject, place),
            [.. step.Actions.Select((action, i) => ActionReader.Read(action, place.Item("actions", i), ids))]);
    }

    // Decisions are named by what they do: the second of two that are alike would be taken for the first come again.
    private static void CheckOnce(SanctionStep step, Place place)
    {
        var apart = step.Actions.Where(action => action is not (RestrictionAction or TaskAction)).ToList();
        var names = apart.Select(object (action) => action switch
        {
            PointsAction points => points.ClassKey,
            FineAction => nameof(FineAction),
            _ => action,
        });
        if (names.Distinct().Count() < apart.Count)
        {
            place.Field("actions").Fault("does the same twice; write one notice, fine, proposal or class of points once");
        }
    }

    private static void CheckLifting(SanctionStep step, bool pauses, LadderSubject subject, Place place)
    {
        var restrictions = step.Actions.OfType<RestrictionAction>().ToList();
        ActionReader.Alike(restrictions, place.Field("actions"));
        var open = restrictions.Select(rule => rule.Length).OfType<OpenLength>().FirstOrDefault();
        var openWhenFailed = step.Actions.OfType<TaskAction>().SelectMany(task => task.WhenFailed)
            .Select(rule => rule.Length).OfType<OpenLength>().FirstOrDefault();
        if (open is not null && step.Actions.Any(action => action is TaskAction))
        {
            place.Field("actions").Fault("holds a task and an open restriction; give the restriction a length");
        }
        else if (openWhenFailed is not null && restrictions.Count > 0)
        {
            place.Field("actions").Fault(
                "holds a restriction beside a task whose failure opens another without an end; give that one a length");
        }

        if (step.Actions.Count(action => action is TaskAction) > 1)
        {
            place.Field("actions").Fault("holds two tasks; give one");
        }

        if ((open ?? openWhenFailed) is { UntilRecovery: true, UntilMerchantActs: false } && (pauses || subject is IncidentSubject))
        {
            place.Field("actions").Fault(
                "can never be lifted: no figure is judged while it runs; leave pausesWhilePenaltyRuns out or end it otherwise");
        }
    }

    private static RepeatEscalation? Repeat(V1.RepeatEscalation? repeat, Place place, RulebookDates dates)
    {
        if (repeat is null)
        {
            return null;
        }

        RuleTextReader.Read(repeat.Text, place.Field("text"), dates);
        var measure = ActionReader.Measure(repeat.Measure, place);
        if (!repeat.HasWithinMonths && !repeat.HasMonths && !repeat.HasPenaltiesInEach)
        {
            return null;
        }

        var within = place.Range("withinMonths", repeat.WithinMonths, 1, 120);
        return new RepeatEscalation(
            within,
            place.Range("months", repeat.Months, 1, Math.Max(1, within)),
            place.Range("penaltiesInEach", repeat.PenaltiesInEach, 1, 31))
        {
            Measure = measure,
        };
    }

    private static ImprovementMonth? Improvement(V1.ImprovementMonth? month, Place place) => month is null
        ? null
        : new ImprovementMonth(new SanctionStep(
            place.Text("textZh", month.TextZh),
            place.Text("textEn", month.TextEn),
            null,
            month.HasWhenFailed
                ? [new ProposalAction(place.Choice<V1.IrreversibleMeasure, IrreversibleMeasure>("whenFailed", month.WhenFailed))]
                : []));

    private static NewShopExemption? NewShops(V1.NewShopExemption? exemption, Place place) => exemption is null
        ? null
        : new NewShopExemption(
            place.Range("months", exemption.Months, 1, 24),
            exemption.HasLateAfterDay ? place.Range("lateAfterDay", exemption.LateAfterDay, 1, 31) : null);

    private static ExemptDays Exempt(V1.ExemptDays days, Place place)
    {
        var (from, until) = (place.Date("from", days.From), place.Date("until", days.Until));
        if (until <= from)
        {
            place.Field("until").Fault("does not lie after from; write a later day");
            (from, until) = (LocalDate.MinIsoValue, LocalDate.MinIsoValue.PlusDays(1));
        }

        return new ExemptDays(new Period(from, until), place.Text("textZh", days.TextZh), place.Text("textEn", days.TextEn));
    }
}
