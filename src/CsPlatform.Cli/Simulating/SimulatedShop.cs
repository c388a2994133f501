namespace CsPlatform.Cli.Simulating;

/// <summary>A shop and its habits.</summary>
internal sealed class SimulatedShop
{
    // Of a hundred shops: so many have so many thousandths of the size of the average one. What they hold together is MeanSize.
    private static readonly (int Of, int Size)[] Sizes = [(1, 40_000), (4, 10_000), (15, 3_000), (50, 1_000), (30, 300)];
    private const int MeanSize = 1_840;

    // Messages of the average consultation, in hundredths, as TalkMaker makes it.
    private const int MessagesPerTalk = 520;

    private readonly Simulation simulation;

    public SimulatedShop(Simulation simulation, int index)
    {
        this.simulation = simulation;
        Index = index;
        Id = simulation.ShopId(index);
        Platform = simulation.PlatformOf(index);
        var chance = Chance(0);
        var size = SizeOf(chance.Below(100)) * chance.Between(70, 131) / 100;
        TalksPerDay = (long)simulation.MessagesPerShop * size * 1_000 / MeanSize * 100 / (MessagesPerTalk * simulation.Days);
        Buyers = (int)Math.Max(3, TalksPerDay * simulation.Days / 1_000 * 2 / 3);
        Agents = (int)Math.Max(1, TalksPerDay / 20_000);
        // A third of all shops serves badly, a third is just about good enough, a third is good.
        QualityPermille = chance.Below(3) switch { 0 => chance.Between(450, 800), 1 => chance.Between(800, 930), _ => chance.Between(930, 1_000) };
        BadDay = chance.Below(simulation.Days);
    }

    /// <summary>Its number in the simulation.</summary>
    public int Index { get; }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its platform.</summary>
    public string Platform { get; }

    /// <summary>Thousandths of consultations that start on an ordinary day.</summary>
    public long TalksPerDay { get; }

    /// <summary>Its buyers, who come again and again.</summary>
    public int Buyers { get; }

    /// <summary>Its agents.</summary>
    public int Agents { get; }

    /// <summary>Of a thousand answers so many come within the usual limit, but on its bad day.</summary>
    public int QualityPermille { get; }

    /// <summary>The number of the day on which everything goes wrong.</summary>
    public int BadDay { get; }

    /// <summary>The chance of one of its days, the same whatever was drawn for any other; day 0 is for the shop itself.</summary>
    public SeededRandom Chance(int day)
    {
        unchecked
        {
            var mixed = (simulation.Seed * 0x9E3779B97F4A7C15) ^ ((ulong)Index * 0xBF58476D1CE4E5B9) ^ ((ulong)day * 0x94D049BB133111EB);
            return new SeededRandom(mixed ^ (mixed >> 29));
        }
    }

    private static int SizeOf(int percent)
    {
        foreach (var (of, size) in Sizes)
        {
            if ((percent -= of) < 0)
            {
                return size;
            }
        }

        return Sizes[^1].Size;
    }
}
