using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>What holds for every score, whatever its weights, curves, checks and values.</summary>
[Trait("kind", "property")]
public class ScoreProperties
{
    private static readonly RuleHead Head = new("test", "测试", "test", "", "", "test", new LocalDate(2020, 1, 1), null, [], []);

    // Nine values: of two leaves under each of two sums, of a leaf beside them, and of four checks.
    private static readonly Arbitrary<(int[] Weights, int[] Curve, int[] Values, int Leaf, int More)> Cases = (
        from weights in Gen.Choose(1, 9).ArrayOf(7)
        from curve in Gen.Choose(0, 5).ArrayOf(5)
        from values in Gen.Choose(0, 100).ArrayOf(9)
        from leaf in Gen.Choose(0, 8)
        from more in Gen.Choose(1, 40)
        select (weights, curve, values, leaf, more)).ToArbitrary();

    [Fact]
    public void A_better_value_never_lowers_a_weighted_score_and_a_worse_check_never_raises_it() => Check(of =>
    {
        var rule = Tree(of.Weights, of.Curve);
        var before = Value(rule, of.Values);
        var after = Value(rule, [.. of.Values.Select((value, i) => i == of.Leaf ? value + of.More : value)]);
        return of.Leaf < 5 ? after >= before : after <= before;
    });

    [Fact]
    public void A_weighted_score_stays_within_its_limits() => Check(of =>
        Value(Tree(of.Weights, of.Curve), of.Values) is var value && value >= Fraction.One && value <= (Fraction)5);

    [Fact]
    public void The_same_values_give_the_same_score() => Check(of =>
        Value(Tree(of.Weights, of.Curve), of.Values) == Value(Tree(of.Weights, of.Curve), of.Values));

    [Fact]
    public void Marks_stay_within_0_and_full_marks_and_a_better_rate_never_costs_any() => Check(of =>
    {
        var rules = Enum.GetValues<StepMode>().Select(Marks).ToList();
        return rules.TrueForAll(rule =>
        {
            var (worse, better) = (Of(rule, of.Values[0]), Of(rule, Math.Min(of.Values[0] + of.More, 100)));
            return worse >= Fraction.Zero && better <= (Fraction)20 && better >= worse;
        }) && Of(rules[2], of.Values[0]) <= Of(rules[1], of.Values[0]) && Of(rules[1], of.Values[0]) <= Of(rules[0], of.Values[0]);

        static Fraction Of(ScoreRule rule, int good) => Scoring.Of(
            rule,
            new ScoreInputs(
                new Dictionary<string, Rate> { ["m"] = new(good * 7, 700) },
                new Dictionary<string, Fraction>(),
                new Dictionary<string, Fraction> { ["a"] = new(905, 1000) })).Value!.Value;
    });

    [Fact]
    public void One_more_lacking_weight_never_gives_a_number() => Check(of =>
    {
        var root = ((WeightedShape)Tree(of.Weights, of.Curve).Shape).Root;
        var lacking = root with { Parts = [root.Parts[0] with { Weight = null }, .. root.Parts.Skip(1)] };
        var result = Scoring.Of(new ScoreRule(Head, new WeightedShape(lacking), null, null, []), Inputs(of.Values));
        return result.Value is null && result.Gaps.Any(gap => gap.Reason == ScoreGapReason.WeightsAbsent);
    });

    [Fact]
    public void Every_value_within_the_shipped_bands_has_exactly_one_level() =>
        Prop.ForAll(Gen.Choose(0, 100_000).ToArbitrary(), thousandths => Shipped().All(rule =>
        {
            var value = Fraction.Thousandths(thousandths);
            var within = rule.Levels.Count(level => level.From <= value && (level.Until is not { } until || value < until));
            return value < rule.Levels[0].From
                ? ScoreLevels.Of(rule.Levels, value, []) is null
                : within == 1 && ScoreLevels.Of(rule.Levels, value, []) is not null;
        })).QuickCheckThrowOnFailure();

    private static IEnumerable<ScoreRule> Shipped() => ScenarioRow.Catalogue.Platforms
        .SelectMany(ScenarioRow.Catalogue.Versions)
        .SelectMany(book => book.Scores)
        .Where(score => score.Levels.Count > 0);

    private static Fraction Value(ScoreRule rule, int[] values) => Scoring.Of(rule, Inputs(values)).Value!.Value;

    private static ScoreInputs Inputs(int[] values) => new(
        new Dictionary<string, Rate>(),
        values.Select((value, i) => (value, i)).ToDictionary(of => $"v{of.i}", of => new Fraction(of.value, 20)),
        new Dictionary<string, Fraction>());

    private static ScoreRule Tree(int[] weights, int[] curve)
    {
        var scores = curve.Order().ToList();
        var points = scores.Select((score, i) => ((Fraction)i, (Fraction)score)).ToList();
        var (left, right, whole) = (weights[0] + weights[1], weights[2] + weights[3], weights[4] + weights[5] + weights[6]);
        return new ScoreRule(
            Head,
            new WeightedShape(Sum("root", null, 1, [
                Sum("left", new Fraction(weights[4], whole), 2, [
                    Leaf("a", new Fraction(weights[0], left), 0, new CurveScale(points, true)),
                    Leaf("b", new Fraction(weights[1], left), 1, new CurveScale(points, false))], 5),
                Sum("right", new Fraction(weights[5], whole), 0, [
                    Leaf("c", new Fraction(weights[2], right), 2, new SameScale()),
                    Leaf("d", new Fraction(weights[3], right), 3, new SameScale())], 6),
                Leaf("e", new Fraction(weights[6], whole), 4, new CurveScale(points, true))], 7)),
            null,
            null,
            []);
    }

    private static ScoreNode Leaf(string id, Fraction weight, int value, ScoreScale scale) =>
        new(id, id, id, weight, new GivenSource($"v{value}"), [], scale, null, [], null, null);

    private static ScoreNode Sum(string id, Fraction? weight, int lowest, IReadOnlyList<ScoreNode> parts, int check) => new(
        id,
        id,
        id,
        weight,
        null,
        parts,
        null,
        null,
        [
            new ScoreAdjustment(id + "_check", id, id, new GivenSource($"v{check}"), [
                new AdjustmentDegree("轻度", "light", 1, new Fraction(9, 10), 0),
                new AdjustmentDegree("重度", "heavy", 3, new Fraction(1, 2), new Fraction(1, 10))]),
        ],
        lowest,
        5);

    private static ScoreRule Marks(StepMode step) => new(
        Head,
        new DeductionShape([new MarkedItem("a", "甲", "a", 20, "m", null, BadSide.Below, new Fraction(1, 2), true, null)], step),
        null,
        null,
        []);

    private static void Check(Func<(int[] Weights, int[] Curve, int[] Values, int Leaf, int More), bool> holds) =>
        Prop.ForAll(Cases, holds).QuickCheckThrowOnFailure();
}
