using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>The headroom equals what counting unit by unit finds, on every prefix of a thousand days.</summary>
[Trait("kind", "property")]
public class HeadroomProperties
{
    private const int Days = 1_000;

    // No whole percentage and no sample of these tests needs more units than this.
    private const int Most = 6_000;

    [Fact]
    public void Headroom_is_what_counting_unit_by_unit_finds_on_every_prefix_of_a_thousand_days()
    {
        var prefixes = 0;
        for (var seed = 0; seed < Days; seed++)
        {
            foreach (var (day, rate, open) in Prefixes(seed))
            {
                prefixes++;
                var (found, counted) = (Headroom.OfShare(rate, open, day.Bound, day.Sample), day.Count(rate, open));
                Assert.True(found == counted, $"day {seed}, {rate}, {open} open, {day}: {found}, counted {counted}");
            }
        }

        Assert.InRange(prefixes, 20 * Days, 80 * Days);
    }

    [Fact]
    public void A_number_that_is_told_is_the_last_that_holds() => Assert.All(Enumerable.Range(0, Days), seed =>
    {
        foreach (var (day, rate, open) in Prefixes(seed))
        {
            var headroom = Headroom.OfShare(rate, open, day.Bound, day.Sample);
            if (headroom.MayMiss is { } may)
            {
                Assert.False(day.IsMissed(day.After(rate, wrong: may, well: 0)));
                Assert.True(day.IsMissed(day.After(rate, wrong: may + 1, well: 0)));
            }

            if (headroom.MustHit is { } must)
            {
                Assert.True(day.IsMissed(day.After(rate, wrong: 0, well: must - 1)));
                Assert.False(day.IsMissed(day.After(rate, wrong: 0, well: must)));
            }
        }
    });

    // What has been counted when a day starts, and then unit by unit, some of them open for a while.
    private static IEnumerable<(Day Day, Rate Rate, long Open)> Prefixes(int seed)
    {
        var random = new Random(seed);
        var day = Day.Random(random);
        var before = random.Next(3) == 0 ? 0 : random.Next(60);
        var (hits, units, open) = ((long)random.Next(before + 1), (long)before, 0L);
        yield return (day, new Rate(hits, units), open);
        var chance = random.Next(1, 10);
        for (var n = random.Next(20, 40); n > 0; n--)
        {
            var well = random.Next(10) < chance;
            if (open > 0 && random.Next(2) == 0)
            {
                // An open unit is answered, or becomes due; either way it was counted as gone wrong.
                open--;
                hits += well ? (day.HitsAreGood ? 1 : -1) : 0;
            }
            else
            {
                var opens = random.Next(2) == 0;
                open += opens ? 1 : 0;
                units++;
                hits += (well && !opens) == day.HitsAreGood ? 1 : 0;
            }

            yield return (day, new Rate(hits, units), open);
        }
    }

    private sealed record Day(HeadroomBound Bound, Func<Rate, bool> Misses, bool HitsAreGood, int? Sample, string Text)
    {
        public static Day Random(Random random)
        {
            int? sample = random.Next(2) == 0 ? null : random.Next(0, 80);
            var limit = Threshold.Of(new Percentage(random.Next(0, 101) * 100));
            switch (random.Next(5))
            {
                case 0:
                    var from = random.Next(1, 40);
                    return new(
                        HeadroomBound.Failures(from), rate => rate.Denominator - rate.Numerator >= from, true, sample, $"from {from} failures");
                case 1:
                    var band = new BandCondition(limit, null);
                    return new(HeadroomBound.From(limit, BadSide.Above), band.Holds, false, sample, $"from {limit}");
                case 2:
                    return new(
                        HeadroomBound.From(limit, BadSide.Below),
                        rate => rate.HasData && limit.Compare(rate) <= 0,
                        true,
                        sample,
                        $"up to {limit}");
                case 3:
                    return new(
                        HeadroomBound.Beyond(limit, BadSide.Above), new BeyondCondition(limit, BadSide.Above).Holds, false, sample, $"above {limit}");
                default:
                    return new(
                        HeadroomBound.Beyond(limit, BadSide.Below), new BeyondCondition(limit, BadSide.Below).Holds, true, sample, $"below {limit}");
            }
        }

        public override string ToString() => $"{Text}, sample {Sample}";

        public bool IsMissed(Rate rate) => rate.HasData && rate.Denominator >= (Sample ?? 1) && Misses(rate);

        public Rate After(Rate rate, long wrong, long well) =>
            new(rate.Numerator + (HitsAreGood ? well : wrong), rate.Denominator + wrong + well);

        /// <summary>The headroom, by trying one unit after another.</summary>
        public Headroom Count(Rate rate, long open)
        {
            var looked = rate.HasData && rate.Denominator >= (Sample ?? 1);
            if (!IsMissed(rate))
            {
                var first = First(1, Most, units => IsMissed(After(rate, units, 0)));
                return new Headroom(looked ? HeadroomSide.Kept : HeadroomSide.Unknown, first - 1, null, 0);
            }

            var wrong = HitsAreGood ? rate.Denominator - rate.Numerator : rate.Numerator;
            return new Headroom(
                HeadroomSide.Missed,
                null,
                First(1, Most, units => !IsMissed(After(rate, 0, units))),
                First(0, Math.Min(open, wrong), right => !IsMissed(new Rate(
                    rate.Numerator + (HitsAreGood ? right : -right), rate.Denominator))));
        }

        private static long? First(long from, long to, Func<long, bool> holds)
        {
            for (var n = from; n <= to; n++)
            {
                if (holds(n))
                {
                    return n;
                }
            }

            return null;
        }
    }
}
