using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what an obligation holds beyond its head.</summary>
internal static class ObligationReader
{
    public static ObligationRule Read(V1.Obligation rule, RuleHead head, Place place, RuleIds ids)
    {
        var trigger = FactKeys.One("trigger", rule.Trigger, place);
        var fulfilled = FactKeys.Several("fulfilledBy", rule.FulfilledBy, place);
        if (rule.FulfilledBy.Count == 0)
        {
            place.Field("fulfilledBy").Fault("is required; name at least one fact");
        }

        var cancelled = FactKeys.Several("cancelledBy", rule.CancelledBy, place);
        CheckApart("fulfilledBy", rule.FulfilledBy, place, (fact => fact == trigger, "arms it as well; one fact plays one part"));
        CheckApart("cancelledBy", rule.CancelledBy, place,
            (fact => fact == trigger || fulfilled.Contains(fact), "arms or fulfils it as well; one fact plays one part"));
        var due = DueReader.Read(rule.Due, place.Field("due"));
        return new ObligationRule(
            head,
            trigger,
            fulfilled,
            cancelled,
            place.Choice<V1.DutyParty, DutyParty>("owedBy", rule.OwedBy),
            due,
            Missed(rule.Missed, place.Field("missed")),
            Warnings(rule, due, place));
    }

    private static void CheckApart(
        string name, Google.Protobuf.Collections.RepeatedField<string> facts, Place place, (Func<string, bool> IsTaken, string Problem) check)
    {
        for (var i = 0; i < facts.Count; i++)
        {
            if (check.IsTaken(facts[i]))
            {
                place.Item(name, i).Fault(check.Problem);
            }
        }
    }

    private static MissedOutcome? Missed(V1.MissedOutcome? missed, Place place) => missed is null
        ? null
        : new MissedOutcome(
            FactKeys.One("key", missed.Key, place),
            place.Text("textZh", missed.TextZh),
            place.Text("textEn", missed.TextEn));

    private static List<Duration> Warnings(V1.Obligation rule, DueRule due, Place place)
    {
        var longest = Longest(due.Form);
        var warnings = new List<Duration>();
        for (var i = 0; i < rule.WarnMinutesBefore.Count; i++)
        {
            var minutes = rule.WarnMinutesBefore[i];
            var warning = Duration.FromMinutes(minutes);
            if (minutes is < 1 or > 43_200)
            {
                place.Item("warnMinutesBefore", i).Fault($"{minutes} is out of range; write 1 to 43200");
            }
            else if (warning >= longest)
            {
                place.Item("warnMinutesBefore", i).Fault("comes before anything is owed; warn within the time that is given");
            }
            else if (i > 0 && minutes >= rule.WarnMinutesBefore[i - 1])
            {
                place.Item("warnMinutesBefore", i).Fault("is not later than the warning before; order them from the earliest to the latest");
            }

            warnings.Add(warning);
        }

        return warnings;
    }

    // The most time that can lie between the trigger and the due instant; null where the rule does not say.
    private static Duration? Longest(DueForm form) => form switch
    {
        AfterDurationDue duration => duration.Length,
        NaturalDaysDue { Days: { } days } => Duration.FromDays(days + 1),
        ClockTimeDue clock => Duration.FromDays(clock.DaysWhenAfter + 1),
        _ => null,
    };
}
