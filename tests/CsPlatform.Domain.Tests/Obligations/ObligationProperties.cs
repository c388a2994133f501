using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Rulebooks;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Obligations;

/// <summary>What holds for every due rule and every history, over a month's end and a week of nights.</summary>
[Trait("kind", "property")]
public class ObligationProperties
{
    private static readonly Duration Tick = Duration.FromTicks(1);

    private static readonly Gen<DueForm> Form = Gen.OneOf(
        Gen.Choose(1, 4000).Select(minutes => (DueForm)new AfterDurationDue(Duration.FromMinutes(minutes))),
        from cutOff in Gen.Choose(0, 23)
        from later in Gen.Choose(0, 23)
        from days in Gen.Choose(0, 2)
        from more in Gen.Choose(0, 2)
        from itself in Gen.Elements(true, false)
        select (DueForm)new ClockTimeDue(
            new LocalTime(cutOff, 0), itself, new LocalTime(Math.Min(23, cutOff + later), 0), days, Math.Max(1, days + more)),
        from opens in Gen.Choose(0, 22)
        from open in Gen.Choose(1, 23)
        from minutes in Gen.Choose(1, 3000)
        select (DueForm)new ServiceTimeDue(
            new DailyHours(new LocalTime(opens, 0), opens + open > 23 ? null : new LocalTime(opens + open, 0)), Duration.FromMinutes(minutes)),
        from days in Gen.Choose(1, 20)
        from exact in Gen.Elements(true, false)
        select (DueForm)new NaturalDaysDue(days, exact));

    private static readonly Gen<DueRule> Due =
        from form in Form
        from inclusive in Gen.Elements(true, false)
        from own in Gen.Elements(true, false)
        select new DueRule(form, inclusive && form is not NaturalDaysDue, own && form is AfterDurationDue or NaturalDaysDue);

    private static readonly Gen<ObligationFact> Fact =
        from kind in Gen.Elements("armed", "done", "ended", "other")
        from minutes in Gen.Choose(0, 6000)
        from near in Gen.Elements(1, 1, 60, 600)
        from known in Gen.Elements(true, false)
        from term in Gen.Elements<int?>(null, null, 0, 2, 30)
        select new ObligationFact(kind, Duties.After(minutes / near * near), known, kind == "armed" ? term : null);

    private static readonly Arbitrary<(DueRule Due, ObligationFact[] Facts, int Now)> Histories = (
        from due in Due
        from facts in Fact.ArrayOf(8)
        from now in Gen.Choose(0, 8000)
        select (due, facts, now)).ToArbitrary();

    private static readonly Arbitrary<(DueRule Due, ObligationFact Trigger)> Starts = (
        from due in Gen.OneOf(Due, Gen.Elements(Duties.Shipped.Select(rule => rule.Due)))
        from fact in Fact
        from seconds in Gen.Elements(0, 0, 1, 59)
        select (due, fact with { Kind = "armed", OccurredAt = fact.OccurredAt + Duration.FromSeconds(seconds) })).ToArbitrary();

    [Fact]
    public void Nothing_is_due_before_it_is_owed() => Check(Starts, start =>
        DueTimes.Of(start.Due, new DueStart(start.Trigger.OccurredAt, start.Trigger.TimeKnown, start.Trigger.TermDays)) is not { } due
            || due >= start.Trigger.OccurredAt);

    [Fact]
    public void The_last_instant_in_time_fulfils_and_the_next_tick_does_not() => Check(Starts, start =>
    {
        var rule = Duties.Rule(start.Due);
        if (Duties.At(rule, start.Trigger.OccurredAt, start.Trigger).DueAt is not { } due)
        {
            return true;
        }

        var last = start.Due.EndInclusive ? due : due - Tick;
        return StateWhenDone(last) == ObligationState.Fulfilled && StateWhenDone(last + Tick) == ObligationState.Breached;

        ObligationState StateWhenDone(Instant done) =>
            Duties.At(rule, due + Duration.FromDays(1), start.Trigger, new ObligationFact("done", done)).State;
    });

    [Fact]
    public void The_order_of_arrival_and_duplicates_change_nothing() => Check(Histories, history =>
    {
        var rule = Duties.Rule(history.Due, 120, 30);
        var straight = ObligationCourse.Of(rule, history.Facts);
        var backwards = ObligationCourse.Of(rule, history.Facts.Reverse().Concat(history.Facts));
        return straight == backwards
            && ObligationMachine.At(rule, straight, Duties.After(history.Now)) == ObligationMachine.At(rule, backwards, Duties.After(history.Now));
    });

    [Fact]
    public void Time_alone_changes_nothing_before_the_next_instant_that_is_named() => Check(Histories, history =>
    {
        var rule = Duties.Rule(history.Due, 120, 30);
        var course = ObligationCourse.Of(rule, history.Facts.Where(fact => fact.OccurredAt <= Duties.After(history.Now)));
        var now = ObligationMachine.At(rule, course, Duties.After(history.Now));
        if (now.NextAt is not { } next)
        {
            return ObligationMachine.At(rule, course, Duties.After(history.Now) + Duration.FromDays(400)) == now;
        }

        var changed = ObligationMachine.At(rule, course, next);
        return ObligationMachine.At(rule, course, next - Duration.Epsilon) == now
            && (changed.State != now.State || changed.WarningsGiven > now.WarningsGiven);
    });

    [Fact]
    public void What_is_settled_in_time_stays_settled_whatever_comes_later() => Check(Histories, history =>
    {
        var rule = Duties.Rule(history.Due);
        var now = Duties.After(history.Now);
        var before = Duties.At(rule, now, [.. history.Facts.Where(fact => fact.OccurredAt <= now)]);
        var after = Duties.At(rule, now + Duration.FromDays(400), history.Facts);
        return before.State is not (ObligationState.Fulfilled or ObligationState.Cancelled) || after.State == before.State;
    });

    [Fact]
    public void An_outcome_follows_exactly_from_a_breach() => Check(Histories, history =>
    {
        var status = Duties.At(Duties.Rule(history.Due), Duties.After(history.Now), history.Facts);
        return status.Outcome is not null == (status.State == ObligationState.Breached)
            && status.State == ObligationMachine.StateOf(status.Reason);
    });

    private static void Check<T>(Arbitrary<T> cases, Func<T, bool> holds) => Prop.ForAll(cases, holds).QuickCheckThrowOnFailure();
}
