using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// What an amount rule costs or gives. Sums are in yuan. Given, all optional: paid, freight, score, cases, subject, promised, done,
/// now, day, due before (subjects, days or months for which it was due already), chosen (a value set for a range). Found: amount
/// ("not enforced", "switched off" or "not in force" when there is none), reason, from → to, funds, working.
/// </summary>
internal sealed class AmountRunner : IScenarioRunner
{
    private static readonly ShopKey Shop = new("any", "lily");

    public string Name => "amount";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var rulebook = ScenarioRow.Catalogue.Find(row.Platform, Words.Day(row.Cell("at")));
        var entry = rulebook?.Contents.FirstOrDefault(listed => listed.Head.Id == row.RuleId);
        if (rulebook is null || entry is not { NotExecuted: null })
        {
            return Found(entry is null ? "not in force" : "switched off", "", "", "", "");
        }

        var rule = Chosen(rulebook.Amounts.Single(amount => amount.Head.Id == row.RuleId), row.Find("chosen"));
        var before = (row.Find("due before") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(subject => new DueKey(row.RuleId, Shop, subject))
            .ToHashSet();
        var outcome = AmountDecision.Of(rule, rulebook.Cite(rule.Head.Id, rule.Head.Source), Facts(row), before);
        return outcome switch
        {
            AmountDue due => Found(
                Yuan.Of(due.Value),
                "",
                $"{Words.Of(due.Payer)} to {Words.Of(due.Payee)}",
                due.IsFunded ? string.Join(", ", due.FundSources.Select(source => Words.Of(source))) : "unfunded",
                due.Working),
            AmountNotEnforced not => Found("not enforced", Words.Of(not.Reason), "", "", ""),
            _ => throw new InvalidOperationException($"{outcome}"),
        };
    }

    private static Dictionary<string, string> Found(string amount, string reason, string who, string funds, string working) => new()
    {
        ["amount"] = amount,
        ["reason"] = reason,
        ["who"] = who,
        ["funds"] = funds,
        ["working"] = working,
    };

    private static AmountFacts Facts(ScenarioRow row)
    {
        var day = Words.Day(row.Find("day") ?? row.Cell("at"));
        var now = Words.At(row.Find("now")) ?? ChinaTime.StartOf(day) + Duration.FromHours(12);
        return new AmountFacts(Shop, row.Find("subject") ?? "1", day, now)
        {
            Paid = Words.Yuan(row.Find("paid")),
            Freight = Words.Yuan(row.Find("freight")),
            Score = row.Find("score") is { } score ? Words.Number(score) : null,
            Cases = int.Parse(row.Find("cases") ?? "1", CultureInfo.InvariantCulture),
            PromisedBy = Words.At(row.Find("promised")),
            DoneAt = Words.At(row.Find("done")),
        };
    }

    private static AmountRule Chosen(AmountRule rule, string? value) =>
        value is null ? rule : rule with { Form = ((RangeAmount)rule.Form) with { Chosen = Words.Yuan(value) } };
}
