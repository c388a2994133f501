namespace CsPlatform.Cli.Demo;

/// <summary>
/// The demo's market: twelve invented shops of one platform over seven and a half weeks that hold five statutory holidays.
/// </summary>
internal static class Market
{
    public const string Platform = "xiaohongshu";
    public const string Source = "demo-market";
    public const ulong Seed = 20_260_101;

    /// <summary>The shop that passes the exam, on the second day after it is assigned, if it gets one.</summary>
    public const string Diligent = "demo-jade";

    /// <summary>The shop that does not take it.</summary>
    public const string Careless = "demo-amber";

    /// <summary>The shop whose traffic is limited at once.</summary>
    public const string Worst = "demo-indigo";

    /// <summary>The shop that gets reminders only.</summary>
    public const string Wavering = "demo-lotus";

    /// <summary>The shop whose proceeds do not cover its charges.</summary>
    public const string Short = "demo-cedar";

    public static DateOnly FirstDay { get; } = new(2026, 1, 1);

    public static DateOnly LastDay { get; } = new(2026, 2, 22);

    /// <summary>Days on which what happened so far is judged: the day after each of its days.</summary>
    public static IEnumerable<DateOnly> Evaluations =>
        Enumerable.Range(1, LastDay.DayNumber - FirstDay.DayNumber + 1).Select(offset => FirstDay.AddDays(offset));

    /// <summary>
    /// The statutory holidays among the days, 元旦 and 春节: written down here once more, so that the calendar is checked too.
    /// </summary>
    public static IReadOnlySet<DateOnly> Holidays { get; } =
        new HashSet<DateOnly> { new(2026, 1, 1), new(2026, 2, 16), new(2026, 2, 17), new(2026, 2, 18), new(2026, 2, 19) };

    /// <summary>Example prices in fen: ordinary day, holiday.</summary>
    public static (long Ordinary, long Holiday) TransferFen { get; } = (300, 450);

    /// <summary>Example prices in fen: ordinary day, holiday.</summary>
    public static (long Ordinary, long Holiday) HostedFen { get; } = (120, 180);

    public static IReadOnlyList<ShopPlan> Shops { get; } =
    [
        Plan("demo-bamboo", "good throughout", 9, 60_000, (1, 1, 96)),
        Plan("demo-crane", "good after its first days", 7, 45_000, (1, 1, 92)),
        Plan("demo-lantern", "good but for a slow start", 8, 50_000, (1, 1, 90)),
        Plan("demo-orchid", "perfect", 5, 30_000, (1, 1, 100)),
        Plan(Wavering, "wavers in mid January, reminded", 8, 40_000, (1, 1, 93), (1, 10, 66), (1, 20, 93)),
        Plan("demo-plum", "slow at first, misses the exam, learns", 7, 35_000, (1, 1, 62), (1, 12, 78), (1, 25, 95)),
        Plan(Diligent, "breaks down, studies, passes the exam", 8, 40_000, (1, 1, 95), (1, 12, 15), (1, 18, 96)),
        Plan(Careless, "breaks down, never takes the exam", 8, 40_000, (1, 1, 94), (1, 13, 18), (1, 21, 88)),
        Plan(Worst, "hardly answers until February", 6, 20_000, (1, 1, 8), (2, 6, 90)),
        Plan(Short, "good, but sells too little to pay", 8, 900, (1, 1, 91)),
        Plan("demo-silk", "opens self-run service on 20 January", 6, 30_000, (1, 1, 94))
            with { SelfRunFrom = new DateOnly(2026, 1, 20) },
        Plan("demo-tea", "official service answers throughout", 6, 15_000, (1, 1, 97)) with { SelfRunFrom = null },
    ];

    private static ShopPlan Plan(
        string id, string story, int perDay, long weeklyFen, params (int Month, int Day, int Percent)[] quality) =>
        new(id, story, perDay, [.. quality.Select(q => (new DateOnly(2026, q.Month, q.Day), q.Percent))], FirstDay, weeklyFen);
}
