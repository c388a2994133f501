using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Statements;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Sanctions.Statements;

/// <summary>What would have avoided a step is what the policy itself says when each number is tried.</summary>
[Trait("kind", "property")]
public class AvoidanceProperties
{
    private static readonly LocalDate Day = new(2024, 5, 9);

    [Fact]
    public void Below_a_limit_the_number_is_the_first_that_the_policy_lets_go() => Check(percents => Ladder(
        [.. percents.OrderDescending().Select(percent => new BeyondCondition(Ladders.Percent(percent), BadSide.Below))]), +1);

    [Fact]
    public void Above_a_limit_it_is_the_mirror() => Check(percents => Ladder(
        [.. percents.Order().Select(percent => new BeyondCondition(Ladders.Percent(percent), BadSide.Above))]), -1);

    [Fact]
    public void Bands_are_left_one_after_another() => Check(percents => Ladder(Bands([.. percents.OrderDescending()])), +1);

    [Fact]
    public void So_many_failures_are_counted_exactly() => Check(percents => Ladder(
        [.. percents.Order().Select(percent => new FailuresCondition(Math.Max(1, percent / 10)))]), +1);

    [Fact]
    public void A_limit_that_every_unit_together_cannot_reach_says_so()
    {
        var ladder = Ladder([new BandCondition(null, null)]);

        Assert.Null(Assert.Single(Avoidance.Of(Ladder([new FailuresCondition(1), new BandCondition(null, null)]), new Rate(3, 10), false)).Units);
        Assert.Empty(Avoidance.Of(ladder, new Rate(0, 0), false));
    }

    private static StepCondition[] Bands(int[] percents) =>
    [
        .. percents.Select((percent, i) => new BandCondition(
            i == percents.Length - 1 ? null : Ladders.Percent(percents[i + 1]), Ladders.Percent(percent))),
    ];

    private static SanctionLadder Ladder(StepCondition[] conditions) => Ladders.Of(
        [.. conditions.Select((condition, i) => new SanctionStep($"{i}", $"{i}", condition, [new NoticeAction(false)]))]);

    private static void Check(Func<IEnumerable<int>, SanctionLadder> build, int towardsGood)
    {
        var cases = (from percents in Gen.Choose(0, 100).NonEmptyListOf()
                     from units in Gen.Choose(1, 60)
                     from hits in Gen.Choose(0, units)
                     select (Ladder: build(percents.Distinct().Take(4)), Rate: new Rate(hits, units))).ToArbitrary();
        Prop.ForAll(cases, one => Tried(one.Ladder, one.Rate, towardsGood)
            .SequenceEqual(Avoidance.Of(one.Ladder, one.Rate, mayExceedOne: false).Select(way => (way.Step, way.Units))))
            .QuickCheckThrowOnFailure();
    }

    // Every number from 0 on is put to the policy; the steps are those of ever milder answers.
    private static List<(SanctionStep Step, long? Units)> Tried(SanctionLadder ladder, Rate rate, int towardsGood)
    {
        var found = new List<(SanctionStep, long?)>();
        for (var i = Answer(ladder, rate); i >= 0; i--)
        {
            long? fewest = null;
            for (var k = 0L; fewest is null && rate.Numerator + (k * towardsGood) is var moved && moved >= 0 && moved <= rate.Denominator; k++)
            {
                fewest = Answer(ladder, new Rate(moved, rate.Denominator)) < i ? k : null;
            }

            if (found.Count > 0 && found[^1].Item2 == fewest)
            {
                found.RemoveAt(found.Count - 1);
            }

            found.Add((ladder.Steps[i], fewest));
        }

        return found;
    }

    private static int Answer(SanctionLadder ladder, Rate rate) =>
        SanctionPolicy.Judge(ladder, new AssessedFigure(Period.OfDay(Day), Day, rate, 1), Standing.New).Missed is { } missed
            ? ladder.Steps.ToList().IndexOf(missed)
            : -1;
}
