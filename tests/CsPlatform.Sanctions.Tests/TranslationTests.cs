using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Sanctions.Storage;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Sanctions.Tests;

public class TranslationTests
{
    private static readonly LocalDate Day = new(2024, 2, 29);

    private static readonly OpenCase Case = new(
        "m:2024-02-29", Day, "m", "指标", "Metric", "规则", "Rule", 3, true, new RuleCitation("p", "2024-01-01", "00", "r", "s"));

    public static TheoryData<Standing> Standings =>
    [
        Standing.New,
        Standing.New with { State = new Studying(Case, Day, Day.PlusDays(4)) },
        new Standing(
            new Limited(Case, new Period(Day, Day.PlusDays(3))),
            new LocalDate(2024, 1, 20),
            [new CountedPenalty("m:2024-01-17", new YearMonth(2024, 1)), new CountedPenalty(Case.Id, new YearMonth(2024, 2))],
            new YearMonth(2024, 2),
            Day,
            SanctionHold.QuotaUsed),
    ];

    [Theory]
    [MemberData(nameof(Standings))]
    public void A_standing_is_read_as_it_was_stored(Standing standing)
    {
        var (state, until, body) = StandingBody.ToRow(standing);

        var read = StandingBody.FromRow(state, until, body);

        Assert.Equal(standing.Penalties, read.Penalties);
        Assert.Equal(standing, read with { Penalties = standing.Penalties });
    }

    [Fact]
    public void Holds_have_the_same_names_and_order_on_the_wire() => Assert.Equal(
        Enum.GetValues<SanctionHold>().Select(hold => (hold.ToString(), (int)hold)),
        Enum.GetValues<V1.AssessmentHold>().Where(hold => hold != 0).Select(hold => (hold.ToString(), (int)hold)));

    [Fact]
    public void Kinds_of_decisions_have_the_same_names_and_numbers_on_the_wire() => Assert.Equal(
        Enum.GetValues<SanctionDecisionKind>().Select(kind => (kind.ToString(), (int)kind)),
        Enum.GetValues<V1.DecisionKind>().Where(kind => kind != 0).Select(kind => (kind.ToString(), (int)kind)));
}
