namespace CsPlatform.Cli.Demo;

/// <summary>
/// What the generator counted for a shop while it made the events, without any rule engine: the demo holds the services
/// against it.
/// </summary>
internal sealed class ShopExpectation(ShopPlan plan, DemoRules rules)
{
    public DemoRules Rules { get; } = rules;

    public ShopPlan Plan { get; } = plan;

    /// <summary>
    /// Consultations in the assessed hours by day of their start: in time, in all. Days without one are absent.
    /// </summary>
    public SortedDictionary<DateOnly, (long InTime, long All)> Replies { get; } = [];

    /// <summary>Ratings by month (YYYY-MM) of the consultation's start: dissatisfied, all.</summary>
    public SortedDictionary<string, (long Bad, long All)> Ratings { get; } = [];

    /// <summary>What is chargeable: when, and at what price.</summary>
    public List<(DateTimeOffset At, bool IsTransfer, bool IsHoliday, long Fen)> Charges { get; } = [];

    /// <summary>Proceeds: when, and how much.</summary>
    public List<(DateTimeOffset At, long Fen)> Settlements { get; } = [];

    /// <summary>Counts a consultation in the assessed hours.</summary>
    public void CountReply(DateOnly day, bool inTime)
    {
        var (good, all) = Replies.GetValueOrDefault(day);
        Replies[day] = (good + (inTime ? 1 : 0), all + 1);
    }

    /// <summary>Counts a rating.</summary>
    public void CountRating(DateOnly day, int stars)
    {
        var month = MonthOf(day);
        var (bad, all) = Ratings.GetValueOrDefault(month);
        Ratings[month] = (bad + (stars <= Rules.WorstStars ? 1 : 0), all + 1);
    }

    /// <summary>Counts something chargeable.</summary>
    public void CountCharge(DateTimeOffset at, bool isTransfer)
    {
        var isHoliday = Market.Holidays.Contains(DateOnly.FromDateTime(at.DateTime));
        var (ordinary, holiday) = isTransfer ? Market.TransferFen : Market.HostedFen;
        Charges.Add((at, isTransfer, isHoliday, isHoliday ? holiday : ordinary));
    }

    /// <summary>The window before a day.</summary>
    public (long InTime, long All) WindowBefore(DateOnly evaluatedOn)
    {
        var days = Replies.Where(entry => entry.Key >= evaluatedOn.AddDays(-Rules.WindowDays) && entry.Key < evaluatedOn)
            .Select(entry => entry.Value).ToArray();
        return (days.Sum(day => day.InTime), days.Sum(day => day.All));
    }

    /// <summary>The hardest step whose threshold the window before a day misses; null when it misses none.</summary>
    public DemoStep? MissedOn(DateOnly evaluatedOn)
    {
        var (inTime, all) = WindowBefore(evaluatedOn);
        return all < Rules.MinimumSample ? null : Rules.Steps.LastOrDefault(step => step.IsMissedBy(inTime, all));
    }

    /// <summary>The first day of evaluation that brings a penalty, and which; null when there is none.</summary>
    public (DateOnly Day, DemoStep Step)? FirstPenalty()
    {
        foreach (var day in Market.Evaluations)
        {
            if (MissedOn(day) is { IsPenalty: true } step)
            {
                return (day, step);
            }
        }

        return null;
    }

    /// <summary>A month's money in fen.</summary>
    public ExpectedMonth Month(string month)
    {
        var (owed, charged, settled, deducted, brought) = (0L, 0L, 0L, 0L, 0L);
        var hasBegun = false;
        var entries = Charges.Select(charge => (charge.At, charge.Fen, IsCharge: true))
            .Concat(Settlements.Select(settlement => (settlement.At, settlement.Fen, IsCharge: false)))
            .OrderBy(entry => entry.At);
        foreach (var (at, fen, isCharge) in entries)
        {
            var of = string.CompareOrdinal(MonthOf(DateOnly.FromDateTime(at.DateTime)), month);
            if (of > 0)
            {
                break;
            }

            if (of == 0 && !hasBegun)
            {
                (brought, hasBegun) = (owed, true);
            }

            var taken = isCharge ? 0 : Math.Min(owed, fen);
            owed += isCharge ? fen : -taken;
            if (of == 0)
            {
                charged += isCharge ? fen : 0;
                settled += isCharge ? 0 : fen;
                deducted += taken;
            }
        }

        return new ExpectedMonth(hasBegun ? brought : owed, charged, settled, deducted, owed);
    }

    public static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
