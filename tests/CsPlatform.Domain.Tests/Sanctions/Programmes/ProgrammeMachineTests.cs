using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions.Programmes;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions.Programmes;

public class ProgrammeMachineTests
{
    private static readonly LocalDate Day = new(2023, 3, 10);
    private static readonly FigureReference Score = new("s", "评分", "Score");

    private static readonly ProgrammeRule Rule = new(
        new RuleHead("p", "计划", "Programme", "规则", "Rule", "handbook 4.4 (seed)", Day, null, [], []))
    {
        Gates = [new Gate(Score, Threshold.Parse("4.5"), GateSide.AtLeast, 1)],
        Removal = new ProgrammeRemoval(Score, new BeyondCondition(Threshold.Parse("4.5"), BadSide.Below), NeedsApproval: true),
        LastRemoval = 2,
        Bans = new ProgrammeBans(2, SameNameGoodsStayOut: true),
        TermDay = 7,
        DaysOut = 3,
    };

    private static readonly Member Admitted = new(Day, Day.PlusDays(28));

    private static readonly Dictionary<string, Membership> States = new()
    {
        ["outside"] = Membership.New,
        ["out"] = Membership.New with { NotBefore = Day.PlusDays(9) },
        ["member"] = Membership.New with { State = Admitted, Removals = 1 },
        ["proposed"] = Membership.New with { State = new RemovalProposed(Admitted, Day) },
        ["banned"] = Membership.New with { State = new Banned(Day), Bans = 1 },
        ["ban proposed"] = Membership.New with { State = new PermanentBanProposed(Day, ["g"]), Bans = 2 },
        ["removed twice"] = Membership.New with { State = new Closed(Day, IsBan: false) },
        ["banned for good"] = Membership.New with { State = new Closed(Day, IsBan: true) },
    };

    private static readonly Dictionary<string, Func<LocalDate, ProgrammeTrigger>> Triggers = new()
    {
        ["applies"] = day => new Applied(day.PlusDays(1), Known("4.5")),
        ["applies too low"] = day => new Applied(day.PlusDays(1), Known("4.4")),
        ["applies unknown"] = day => new Applied(day.PlusDays(1), new KnownFigures(new Dictionary<string, IReadOnlyList<Rate>>())),
        ["kept"] = day => new FiguresFound(day.PlusDays(1), Known("4.5")),
        ["missed"] = day => new FiguresFound(day.PlusDays(1), Known("4.4")),
        ["approved"] = day => new ProposalSettled(day.PlusDays(1), IsApproved: true),
        ["rejected"] = day => new ProposalSettled(day.PlusDays(1), IsApproved: false),
        ["ban"] = day => new BanUpheld(day.PlusDays(1), ["g"]),
        ["lift"] = day => new BanLifted(day.PlusDays(1)),
        ["term over"] = day => new DayBegan(day.PlusDays(28)),
        ["day before"] = day => new DayBegan(day.PlusDays(-1)),
    };

    [Fact]
    public void Every_state_answers_every_trigger() => Assert.Equal(
        """
        applies         | Member Moved       | TooEarly       | IsMember              | IsMember           | IsBanned          | IsBanned           | RemovedTooOften    | IsBanned
        applies too low | GateMissed         | TooEarly       | IsMember              | IsMember           | IsBanned          | IsBanned           | RemovedTooOften    | IsBanned
        applies unknown | NoData             | TooEarly       | IsMember              | IsMember           | IsBanned          | IsBanned           | RemovedTooOften    | IsBanned
        kept            | NothingToJudge     | NothingToJudge | Kept                  | NothingToJudge     | NothingToJudge    | NothingToJudge     | NothingToJudge     | NothingToJudge
        missed          | NothingToJudge     | NothingToJudge | RemovalProposed Moved | NothingToJudge     | NothingToJudge    | NothingToJudge     | NothingToJudge     | NothingToJudge
        approved        | NothingProposed    | NothingProposed | NothingProposed      | Outside Moved      | NothingProposed   | Closed Moved       | NothingProposed    | NothingProposed
        rejected        | NothingProposed    | NothingProposed | NothingProposed      | Member Moved       | NothingProposed   | Banned Moved       | NothingProposed    | NothingProposed
        ban             | Banned Moved       | Banned Moved   | Banned Moved          | Banned Moved       | BanChangesNothing | BanChangesNothing  | BanChangesNothing  | BanChangesNothing
        lift            | NotBanned          | NotBanned      | NotBanned             | NotBanned          | Outside Moved     | NotBanned          | NotBanned          | NotBanned
        term over       | NothingDue         | NothingDue     | Outside Moved         | Outside Moved      | NothingDue        | NothingDue         | NothingDue         | NothingDue
        day before      | NothingDue         | NothingDue     | BeforePresentState    | BeforePresentState | BeforePresentState | BeforePresentState | BeforePresentState | BeforePresentState
        """.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)),
        Triggers.Select(trigger => (string[])[trigger.Key, .. States.Values.Select(state => Describe(state, trigger.Value(Day)))]));

    [Fact]
    public void The_table_names_every_state_trigger_and_answer()
    {
        Assert.Equal(CasesOf<MembershipState>(), [.. States.Values.Select(state => state.State.GetType().Name).Distinct().Order()]);
        Assert.Equal(CasesOf<ProgrammeTrigger>(), [.. Triggers.Values.Select(trigger => trigger(Day).GetType().Name).Distinct().Order()]);
        Assert.Equal(
            Enum.GetValues<ProgrammeAnswer>(),
            [.. Triggers.Values.SelectMany(t => States.Values.Select(s => ProgrammeMachine.Move(s, Rule, t(Day)).Answer)).Distinct().Order()]);
    }

    [Fact]
    [Trait("kind", "property")]
    public void Two_removals_close_every_history_and_what_is_closed_stays_closed() => Prop.ForAll(
        Gen.Choose(0, Triggers.Count - 1).ArrayOf(60).ToArbitrary(),
        history =>
        {
            var (membership, closed) = (Membership.New, false);
            for (var i = 0; i < history.Length; i++)
            {
                var trigger = Triggers.Values.ElementAt(history[i])(Day.PlusDays(5 * i));
                membership = ProgrammeMachine.Move(membership, Rule, trigger).Membership;
                if (closed && membership.State is not Closed)
                {
                    return false;
                }

                closed = membership.State is Closed;
            }

            return membership.Removals < 2 || membership.State is Closed;
        }).QuickCheckThrowOnFailure();

    private static string Describe(Membership before, ProgrammeTrigger trigger)
    {
        var after = ProgrammeMachine.Move(before, Rule, trigger);
        var to = after.Membership.State.GetType();
        return (to == before.State.GetType() ? "" : $"{to.Name} ") + after.Answer;
    }

    private static KnownFigures Known(string score)
    {
        var value = Fraction.Parse(score)!.Value;
        return new KnownFigures(new Dictionary<string, IReadOnlyList<Rate>> { ["s"] = [new Rate((long)value.Numerator, (long)value.Denominator)] });
    }

    private static List<string> CasesOf<T>() => [.. typeof(T).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).Select(type => type.Name).Order()];
}
