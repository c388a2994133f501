using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Obligations;

public class ObligationMachineTests
{
    private static readonly ObligationRule Rule = Duties.Rule(Duties.ThreeHours, 60, 15);

    // Looked at after 120 minutes of 180; the breached one after 200.
    private static readonly Dictionary<ObligationState, ObligationFact[]> States = new()
    {
        [ObligationState.NotArmed] = [],
        [ObligationState.Armed] = [Fact("armed", 0)],
        [ObligationState.Fulfilled] = [Fact("armed", 0), Fact("done", 60)],
        [ObligationState.Breached] = [Fact("armed", 0)],
        [ObligationState.Cancelled] = [Fact("armed", 0), Fact("ended", 60)],
    };

    private static readonly Dictionary<string, (ObligationFact? Fact, int LookedAt)> Inputs = new()
    {
        ["armed"] = (Fact("armed", 0), 120),
        ["armed again, later"] = (Fact("armed", 30), 120),
        ["done in time, first of all"] = (Fact("done", 30), 120),
        ["done in time"] = (Fact("done", 90), 120),
        ["done late"] = (Fact("done", 190), 200),
        ["ended in time"] = (Fact("ended", 90), 120),
        ["ended late"] = (Fact("ended", 190), 200),
        ["something else"] = (Fact("other", 90), 120),
        ["time passes"] = (null, 200),
    };

    [Fact]
    public void Every_state_answers_every_input()
    {
        var table = string.Join('\n', Inputs.Select(input => $"{input.Key} | " + string.Join(" | ",
            States.Select(state => Look(state.Key, state.Value, input.Value).State))));

        Assert.Equal(
            """
            armed | Armed | Armed | Fulfilled | Breached | Cancelled
            armed again, later | Armed | Armed | Fulfilled | Breached | Cancelled
            done in time, first of all | NotArmed | Fulfilled | Fulfilled | Fulfilled | Fulfilled
            done in time | NotArmed | Fulfilled | Fulfilled | Fulfilled | Cancelled
            done late | NotArmed | Breached | Fulfilled | Breached | Cancelled
            ended in time | NotArmed | Cancelled | Fulfilled | Cancelled | Cancelled
            ended late | NotArmed | Breached | Fulfilled | Breached | Cancelled
            something else | NotArmed | Armed | Fulfilled | Breached | Cancelled
            time passes | NotArmed | Breached | Fulfilled | Breached | Cancelled
            """,
            table);
    }

    [Fact]
    public void The_table_above_names_every_state_and_each_is_what_it_says()
    {
        Assert.Equal(Enum.GetValues<ObligationState>(), States.Keys);
        Assert.All(States, state => Assert.Equal(state.Key, Look(state.Key, state.Value, (null, 120)).State));
    }

    [Fact]
    public void Every_reason_has_a_state() => Assert.Equal(
        Enum.GetValues<ObligationState>(),
        Enum.GetValues<ObligationReason>().Select(ObligationMachine.StateOf).Distinct().Order());

    [Fact]
    public void A_breach_is_undone_by_what_arrives_late_but_happened_in_time()
    {
        var breached = Duties.At(Rule, Duties.After(200), Fact("armed", 0));
        var mended = Duties.At(Rule, Duties.After(200), Fact("armed", 0), Fact("done", 180));

        Assert.Equal((ObligationState.Breached, Rule.Missed), (breached.State, breached.Outcome));
        Assert.Equal((ObligationState.Fulfilled, null, Duties.After(180)), (mended.State, mended.Outcome, mended.SettledAt));
    }

    [Fact]
    public void What_was_done_late_says_when() => Assert.Equal(
        (ObligationReason.DoneTooLate, Duties.After(190), Duties.After(180)),
        Duties.At(Rule, Duties.After(200), Fact("armed", 0), Fact("done", 190)) is var status
            ? (status.Reason, status.SettledAt, status.DueAt)
            : default);

    [Theory]
    [InlineData(0, 0, 120)]
    [InlineData(119, 0, 120)]
    [InlineData(120, 1, 165)]
    [InlineData(165, 2, 180)]
    [InlineData(180, 2, 180)]
    public void Warnings_come_at_their_times(int now, int given, int next)
    {
        var status = Duties.At(Rule, Duties.After(now), Fact("armed", 0));

        Assert.Equal(given, status.WarningsGiven);
        // Done at the due instant is in time, so the breach is the first instant after it.
        Assert.Equal(Duties.After(next) + (next == 180 ? Duration.Epsilon : Duration.Zero), status.NextAt);
    }

    [Fact]
    public void What_is_settled_warns_no_more_and_waits_for_nothing()
    {
        var status = Duties.At(Rule, Duties.After(500), Fact("armed", 0), Fact("done", 130));

        Assert.Equal((1, null), (status.WarningsGiven, status.NextAt));
    }

    [Fact]
    public void A_warning_that_would_come_before_it_is_armed_is_none()
    {
        var early = Duties.Rule(new DueRule(new ClockTimeDue(new LocalTime(16, 0), false, new LocalTime(18, 0), 0, 1), true, false), 60 * 20);
        var armed = new ObligationFact("armed", Duties.Origin - Duration.FromHours(5));

        Assert.Equal(0, Duties.At(early, armed.OccurredAt, armed).WarningsGiven);
        Assert.Equal(Duties.Origin - Duration.FromHours(2) + Duration.Epsilon, Duties.At(early, armed.OccurredAt, armed).NextAt);
    }

    [Fact]
    public void Without_a_term_nothing_is_ever_missed()
    {
        var rule = Duties.Rule(new DueRule(new NaturalDaysDue(null, false), false, true));
        var status = Duties.At(rule, Duties.After(1_000_000), Fact("armed", 0));

        Assert.Equal((ObligationState.Armed, ObligationReason.NoTerm, null, null), (status.State, status.Reason, status.DueAt, status.NextAt));
        Assert.Equal(ObligationState.Fulfilled, Duties.At(rule, Duties.After(900), Fact("armed", 0), Fact("done", 800)).State);
    }

    [Fact]
    public void Done_and_ended_in_the_same_instant_is_done() => Assert.Equal(
        ObligationState.Fulfilled, Duties.At(Rule, Duties.After(90), Fact("armed", 0), Fact("done", 60), Fact("ended", 60)).State);

    [Fact]
    public void Two_triggers_of_one_instant_give_the_same_due_time_in_either_order()
    {
        var rule = Duties.Rule(new DueRule(new NaturalDaysDue(7, false), false, true));
        var plain = Fact("armed", 0);
        var promised = plain with { TermDays = 3 };

        Assert.Equal(Duties.At(rule, Duties.After(1), plain, promised), Duties.At(rule, Duties.After(1), promised, plain));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(DueStart.LongestTermDays + 1)]
    public void A_term_that_cannot_be_is_none(int term) => Assert.Equal(
        ObligationReason.NoTerm,
        Duties.At(
            Duties.Rule(new DueRule(new AfterDurationDue(null), true, true)),
            Duties.After(10),
            new ObligationFact("armed", Duties.Origin, TermDays: term)).Reason);

    private static ObligationStatus Look(ObligationState state, ObligationFact[] facts, (ObligationFact? Fact, int LookedAt) input) =>
        Duties.At(
            Rule,
            Duties.After(state == ObligationState.Breached ? 200 : input.LookedAt),
            [.. facts, .. input.Fact is { } fact ? new[] { fact } : []]);

    private static ObligationFact Fact(string kind, int minutes) => new(kind, Duties.After(minutes));
}
