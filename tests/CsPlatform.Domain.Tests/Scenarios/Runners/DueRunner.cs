using System.Globalization;
using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// An obligation from its trigger to the instant of looking. Columns: "armed", "done", "ended" (instants; a done or ended fact is the
/// rule's first of that kind, or the one that the column "fact" names), "now", "term" (days that the case brings).
/// </summary>
internal sealed class DueRunner : IScenarioRunner
{
    public string Name => "due";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var rule = Switched(row, row.Rulebook.Obligations.Single(rule => rule.Head.Id == row.RuleId));
        var now = Moments.Read(row.Cell("now")).At;
        var status = ObligationMachine.At(rule, ObligationCourse.Of(rule, Facts(row, rule)), now);
        return new Dictionary<string, string>
        {
            ["due"] = Moments.Write(status.DueAt),
            ["state"] = status.State.ToString(),
            ["reason"] = status.Reason.ToString(),
            ["outcome"] = status.Outcome?.Key ?? "-",
            ["next"] = Moments.Write(status.NextAt),
            ["owed by"] = rule.OwedBy.ToString(),
        };
    }

    private static IEnumerable<ObligationFact> Facts(ScenarioRow row, ObligationRule rule)
    {
        var fact = row.Find("fact");
        if (row.Find("done") is { } done)
        {
            Assert.True(fact is null || rule.FulfilledBy.Contains(fact), $"{row}: {fact} does not fulfil {rule.Head.Id}.");
            yield return new ObligationFact(fact ?? rule.FulfilledBy.First(), Moments.Read(done).At);
        }

        if (row.Find("ended") is { } ended)
        {
            yield return new ObligationFact(rule.CancelledBy.First(), Moments.Read(ended).At);
        }

        if (row.Find("armed") is { } armed)
        {
            var (at, timeKnown) = Moments.Read(armed);
            var term = row.Find("term") is { } days ? int.Parse(days, CultureInfo.InvariantCulture) : (int?)null;
            yield return new ObligationFact(rule.Trigger, at, timeKnown, term);
        }
    }

    // The other reading of a rule, which a rulebook switches to: the rule as shipped but for that one value.
    private static ObligationRule Switched(ScenarioRow row, ObligationRule rule) => (row.Find("switch"), rule.Due.Form) switch
    {
        (null, _) => rule,
        ("from exact time", NaturalDaysDue form) => With(rule, form with { FromExactTimeWhenKnown = true }),
        ("cut off is before", ClockTimeDue form) => With(rule, form with { CutOffItselfIsBefore = true }),
        var (name, form) => throw new FormatException($"{row}: no switch \"{name}\" for {form}."),
    };

    private static ObligationRule With(ObligationRule rule, DueForm form) => rule with { Due = rule.Due with { Form = form } };
}
