using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// Plays reply metrics. Given: "history"; settings or columns "late" and "hours: all" turn a documented switch, "working
/// hours" states the shop's own. Expected: "turns" (reason of each message), "rate" (sum of all units), "units" (each with its
/// rate; @+1 a day later), "unanswered" (messages that a mean has no wait for), "flags" (what cannot be).
/// </summary>
internal sealed class ReplyRunner : IScenarioRunner
{
    public string Name => "reply";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var day = LocalDatePattern.Iso.Parse(row.Cell("at")).Value;
        var shop = ReplyHistory.Read(row.Find("history") ?? "", day) with { WorkingHours = Hours(row.Find("working hours")) };
        var formula = Formula(row);
        var units = ReplyUnits.Of(formula, shop).ToList();
        var counted = units.Select(unit => (Unit: unit, Rate: ReplyMetrics.Of(unit, formula))).ToList();
        return new Dictionary<string, string>
        {
            ["turns"] = string.Join(' ', units.SelectMany(unit => unit.Turns).Select(turn => turn.Reason)),
            ["rate"] = counted.Aggregate(default(Rate), (sum, unit) => sum + unit.Rate).ToString(),
            ["units"] = string.Join(
                ", ",
                from unit in counted where unit.Rate.HasData select $"{unit.Unit.Id}{Later(unit.Unit)} {unit.Rate}"),
            ["unanswered"] = $"{units.Sum(unit => unit.Unanswered)}",
            ["flags"] = string.Join(' ', shop.Consultations.Values.SelectMany(t => t.Flags).Select(flag => flag.Kind)),
        };

        string Later(ReplyUnit unit) => unit.Day == day ? "" : $"@{(unit.Day - day).Days:+0;-0}";
    }

    private static ReplyFormula Formula(ScenarioRow row)
    {
        var metric = row.Rulebook.FindMetric(row.RuleId)
            ?? throw new InvalidOperationException($"{row.File}:{row.Line}: {row.RuleId} is not executed on {row.Cell("at")}.");
        var formula = (ReplyFormula)metric.Formula;
        if (row.Find("hours") == "all")
        {
            formula = formula with { Scope = formula.Scope with { Hours = null } };
        }

        return row.Find("late")?.Replace("_", "", StringComparison.Ordinal) is { } late
            ? (ReplyRateFormula)formula with { Late = Enum.Parse<LateRule>(late, ignoreCase: true) }
            : formula;
    }

    private static IReadOnlyList<StatedHours> Hours(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
        var times = text.Split('-').Select(time => pattern.Parse(time).Value).ToList();
        return [new StatedHours(Instant.MinValue, new DailyHours(times[0], times[1]))];
    }
}
