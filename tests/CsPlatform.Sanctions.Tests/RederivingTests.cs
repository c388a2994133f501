using CsPlatform.Cli.Rederiving;
using CsPlatform.Sanctions.V1;
using CsPlatform.TestSupport;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

/// <summary>What the service decides, held against the program behind <c>./cs verify sanctions</c>.</summary>
[Collection(Servers.Collection)]
public sealed class RederivingTests(Servers servers)
{
    private const int Shops = 150;
    private const int Days = 120;
    private const string First = "2020-11-01";

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Every_decision_derives_again_from_the_figures_by_a_program_that_knows_only_the_text_of_the_rule(int seed)
    {
        var random = new Random(seed);
        var figures = Enumerable.Range(0, Shops).ToDictionary(shop => $"shop-{shop}", _ => Life(random));
        await using var stack = await Stack.StartAsync(servers);
        foreach (var half in (bool[])[true, false])
        {
            foreach (var (shop, days) in figures)
            {
                stack.Publish(shop, days.Where(day => day.Key.Month >= 11 == half).OrderBy(day => day.Key)
                    .Select(day => Closed(shop, $"{day.Key:yyyy-MM-dd}", day.Value.Hits, day.Value.Units)));
            }

            if (half)
            {
                await Eventually.HoldsAsync(async () => (await stack.DecisionsAsync()).Count > 0, "something is decided");
                stack.Service.Kill();
                stack.Service.Dispose();
                await stack.StartServiceAsync();
            }
        }

        foreach (var shop in figures.Keys)
        {
            stack.Publish(shop, DayClosed(Day(First, Days)));
        }

        var until = DateOnly.ParseExact(Day(First, Days + 1), "yyyy-MM-dd");
        var decisions = (await stack.DecisionsAsync()).ToLookup(decision => decision.Shop.ShopId);
        var derived = figures.ToDictionary(shop => shop.Key, shop => ReplyRateCourse.Walk(shop.Value, new HashSet<DateOnly>(), until));
        Assert.All(figures.Keys, shop => Assert.Equal(derived[shop], decisions[shop].OrderBy(d => d.ShopSequence).Select(Said)));
        var kinds = derived.Values.SelectMany(course => course).CountBy(decision => decision.Kind).ToDictionary();
        Assert.All((string[])["reminded", "study_assigned", "exam_failed", "traffic_limited", "case_ended"], kind => Assert.True(kinds[kind] > 50));
    }

    // Rates that stay a while where they are, around every limit, with days without a consultation and days without a figure.
    private static Dictionary<DateOnly, (long Hits, long Units)> Life(Random random)
    {
        var days = new Dictionary<DateOnly, (long Hits, long Units)>();
        var (day, last) = (DateOnly.ParseExact(First, "yyyy-MM-dd"), DateOnly.ParseExact(Day(First, Days), "yyyy-MM-dd"));
        while (day < last)
        {
            var percent = random.Next(0, 8) switch { 0 => 30, 1 => 50, 2 => 80, 3 => 29, 4 => 49, 5 => 79, _ => random.Next(0, 101) };
            var units = random.Next(0, 6) == 0 ? 0 : 100 * random.Next(1, 4);
            for (var rest = random.Next(1, 9); rest > 0 && day < last; rest--, day = day.AddDays(1))
            {
                if (random.Next(0, 10) > 0)
                {
                    days[day] = (units * percent / 100, units);
                }
            }
        }

        return days;
    }

    private static RederivedDecision Said(Decision decision)
    {
        var kind = string.Concat($"{decision.Kind}".Select((letter, i) =>
            i > 0 && char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
        return new(kind, decision.EffectiveFrom, decision.EffectiveUntil, decision.QuotaMonth);
    }
}
