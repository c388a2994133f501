using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Simulating;

/// <summary>
/// The events of a simulation, day by day as they arrive: in order of time over all shops, some of them out of order, some days late. It holds
/// what is not delivered yet and nothing else.
/// </summary>
internal sealed class SimulatedMarket(Simulation simulation)
{
    private readonly SortedDictionary<DateOnly, List<(long At, int Number, Event Event)>> waiting = [];
    private readonly List<SimulatedShop> shops = [.. Enumerable.Range(0, simulation.Shops).Select(i => new SimulatedShop(simulation, i))];
    private int number;

    /// <summary>
    /// What arrives on each day, and at the end, under the day after the last, what is later than all of them. Nothing happens at or
    /// after the end of the last day.
    /// </summary>
    public IEnumerable<(DateOnly Day, IReadOnlyList<Event> Events)> Days()
    {
        for (var i = 0; i < simulation.Days; i++)
        {
            var day = simulation.From.AddDays(i);
            foreach (var shop in shops)
            {
                new ShopDay(shop, day, i, (made, arrives) => Keep(shop, made, arrives)).Make();
            }

            yield return (day, Take(arrived => arrived == day));
        }

        yield return (simulation.Until, Take(_ => true));
    }

    private void Keep(SimulatedShop shop, Event made, DateOnly arrives)
    {
        var at = made.OccurredAt.ToDateTimeOffset().ToUnixTimeMilliseconds();
        if (at >= ShopDay.StartOfDay(simulation.Until))
        {
            return;
        }

        if (!waiting.TryGetValue(arrives, out var list))
        {
            waiting[arrives] = list = [];
        }

        number++;
        // One in thirty comes up to ten minutes behind its neighbours.
        var held = (number + shop.Index) % 31 == 0 ? number % 600 * 1_000 : 0;
        list.Add((at + held, number, made));
    }

    private List<Event> Take(Func<DateOnly, bool> which)
    {
        var days = waiting.Keys.Where(which).ToList();
        var taken = days.SelectMany(day => waiting[day]).OrderBy(item => item.At).ThenBy(item => item.Number).Select(item => item.Event).ToList();
        days.ForEach(day => waiting.Remove(day));
        return taken;
    }
}
