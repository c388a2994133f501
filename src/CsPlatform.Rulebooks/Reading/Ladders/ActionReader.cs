using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a step does.</summary>
internal static class ActionReader
{
    private static readonly NoticeAction Nothing = new(IsWarning: false);

    public static SanctionAction Read(V1.SanctionAction action, Place place, RuleIds ids)
    {
        switch (action.ActionCase)
        {
            case V1.SanctionAction.ActionOneofCase.Notice:
                if (action.Notice.Kind == V1.NoticeKind.Unspecified)
                {
                    place.Field("notice").Field("kind").Fault("is required; name one of the schema's values");
                }

                return new NoticeAction(action.Notice.Kind == V1.NoticeKind.Warning);
            case V1.SanctionAction.ActionOneofCase.Task:
                return Task(action.Task, place.Field("task"));
            case V1.SanctionAction.ActionOneofCase.Restriction:
                return Restriction(action.Restriction, place.Field("restriction"));
            case V1.SanctionAction.ActionOneofCase.Fine:
                return Fine(action.Fine, place.Field("fine"), ids);
            case V1.SanctionAction.ActionOneofCase.Points:
                return Points(action.Points, place.Field("points"));
            case V1.SanctionAction.ActionOneofCase.Proposal:
                return new ProposalAction(Measure(action.Proposal.Measure, place.Field("proposal")));
            default:
                place.Fault("does nothing; give one of notice, task, restriction, fine, points, proposal");
                return Nothing;
        }
    }

    public static IrreversibleMeasure Measure(V1.IrreversibleMeasure measure, Place place) =>
        place.Choice<V1.IrreversibleMeasure, IrreversibleMeasure>("measure", measure);

    private static TaskAction Task(V1.RemedialTask task, Place place)
    {
        var whenFailed = task.WhenFailed.Select((rule, i) => Restriction(rule, place.Item("whenFailed", i))).ToList();
        Alike(whenFailed, place.Field("whenFailed"));
        return new TaskAction(place.Range("daysToPass", task.DaysToPass, 1, 366), task.FirstDayCounts, whenFailed);
    }

    /// <summary>Restrictions of one step run as one case: all of fixed length, or all open and ending alike.</summary>
    public static void Alike(IReadOnlyList<RestrictionAction> rules, Place place)
    {
        if (rules.Select(rule => rule.Length is OpenLength open ? open : null).Distinct().Count() > 1)
        {
            place.Fault("ends in different ways; make all restrictions of a step fixed, or all open and ending alike");
        }

        if (rules.Select(rule => rule.Key).Distinct().Count() < rules.Count)
        {
            place.Fault("restricts the same twice; write each restriction once");
        }
    }

    private static RestrictionAction Restriction(V1.Restriction rule, Place place)
    {
        if (rule.Kinds.Count == 0)
        {
            place.Field("kinds").Fault("is required; name at least one");
        }

        var kinds = rule.Kinds.Select((kind, i) => Kind(kind, place.Item("kinds", i))).ToList();
        switch (rule.LengthCase)
        {
            case V1.Restriction.LengthOneofCase.Fixed:
                return new RestrictionAction(kinds, new FixedLength(Days(rule.Fixed, place.Field("fixed"))));
            case V1.Restriction.LengthOneofCase.Open:
                if (!rule.Open.UntilRecovery && !rule.Open.UntilMerchantActs)
                {
                    place.Field("open").Fault("can never be lifted; make untilRecovery or untilMerchantActs true");
                }

                return new RestrictionAction(kinds, new OpenLength(rule.Open.UntilRecovery, rule.Open.UntilMerchantActs));
            default:
                place.Fault("has no length; give one of fixed, open");
                return new RestrictionAction(kinds, new FixedLength(null));
        }
    }

    private static RestrictionKind Kind(V1.RestrictionKind kind, Place place) => new(
        place.Id("key", kind.Key), place.Text("nameZh", kind.NameZh), place.Text("nameEn", kind.NameEn));

    private static int? Days(V1.FixedDays days, Place place)
    {
        var lowest = days.HasAtLeast ? place.Range("atLeast", days.AtLeast, 1, 366) : 1;
        var highest = days.HasAtMost ? place.Range("atMost", days.AtMost, lowest, 366) : 366;
        return days.HasDays ? place.Range("days", days.Days, lowest, highest) : null;
    }

    private static FineAction Fine(V1.Fine fine, Place place, RuleIds ids)
    {
        if (fine.HasAmountId)
        {
            RuleIds.Check(ids.Amounts, fine.AmountId, place.Field("amountId"));
        }

        return new FineAction(fine.HasAmountId ? fine.AmountId : null);
    }

    private static PointsAction Points(V1.Points points, Place place) => new(
        points.HasCount ? place.Range("count", points.Count, 1, 100) : null,
        place.Id("classKey", points.ClassKey),
        place.Text("className", points.ClassName),
        points.HasMostPerWeek ? place.Range("mostPerWeek", points.MostPerWeek, Math.Max(1, points.Count), 10_000) : null);
}
