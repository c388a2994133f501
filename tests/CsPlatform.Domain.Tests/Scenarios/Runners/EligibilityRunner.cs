using System.Globalization;
using CsPlatform.Domain.Eligibility;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// A question and its answer. Every column but the first, "at" and "asked" is a fact of that key; an empty cell is a fact that is not
/// given. The answer is "allowed" or the id of the check that refuses.
/// </summary>
internal sealed class EligibilityRunner : IScenarioRunner
{
    private static readonly HashSet<string> NoFacts = ["at", "asked", "runner", "rule"];

    public string Name => "eligibility";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var rule = row.Rulebook.Eligibilities.Single(rule => rule.Head.Id == row.RuleId);
        var read = FactReaders(rule);
        var unknown = row.Given.Keys.Skip(1).Where(key => !read.ContainsKey(key) && !NoFacts.Contains(key)).ToList();
        Assert.True(unknown.Count == 0, $"{row}: {rule.Head.Id} asks for no {string.Join(", ", unknown)}.");
        var facts = read.Keys
            .Select(key => (key, text: row.Find(key)))
            .Where(fact => fact.text is not null)
            .ToDictionary(fact => fact.key, fact => read[fact.key](fact.text!));
        var answer = EligibilityJudge.Ask(rule, new KnownFacts(facts), Moments.Read(row.Cell("asked")).At);
        var allowed = answer as Allowed;
        return new Dictionary<string, string>
        {
            ["answer"] = answer is Refused refused ? refused.Check.Id : "allowed",
            ["because absent"] = answer is Refused { FactAbsent: true } ? "yes" : "no",
            ["borne by"] = allowed?.Cost?.BorneBy.ToString() ?? "-",
            ["cost"] = allowed?.Cost?.WhatZh ?? "-",
            ["granted"] = allowed?.Granted?.ToString(CultureInfo.InvariantCulture) ?? "-",
            ["flags"] = answer.Flags.Count == 0 ? "-" : string.Join(", ", answer.Flags.Select(flag => flag.Id)),
            ["reason"] = answer is Refused { Check.ReasonZh: var reason } ? reason : "-",
        };
    }

    /// <summary>How the cell of each fact that the rule asks for is read.</summary>
    internal static Dictionary<string, Func<string, FactValue>> FactReaders(EligibilityRule rule)
    {
        var readers = new Dictionary<string, Func<string, FactValue>>();
        foreach (var check in rule.Checks)
        {
            foreach (var condition in new[] { check.OnlyWhen, check.Unless }.OfType<FactCondition>())
            {
                readers[condition.Fact] = Text;
            }

            foreach (var (key, reader) in Asked(check.Kind))
            {
                readers[key] = reader;
            }
        }

        foreach (var cost in rule.Costs.Where(cost => cost.OnlyWhen is not null))
        {
            readers[cost.OnlyWhen!.Fact] = Text;
        }

        if (rule.Grant is { } grant)
        {
            readers[grant.Fact] = Number;
        }

        return readers;
    }

    private static IEnumerable<(string Key, Func<string, FactValue> Reader)> Asked(CheckKind kind) => kind switch
    {
        FlagCheck check => [(check.Fact, Flag)],
        OneOfCheck check => [(check.Fact, Text)],
        NoneOfCheck check => [(check.Fact, Text)],
        SumCheck check => check.Terms.Select(term => (term.Fact, (Func<string, FactValue>)Number)),
        NotBeforeCheck check => [(check.Fact, Moment)],
        BeforeCheck check => [(check.Fact, Moment)],
        DaysSinceCheck check => [(check.Fact, Moment)],
        InTimeCheck check =>
        [
            (check.Since, Moment),
            .. check.Done is { } done ? new[] { (done, (Func<string, FactValue>)Moment) } : [],
            .. check.Term is { } term ? new[] { (term, (Func<string, FactValue>)Number) } : [],
        ],
        _ => throw new InvalidOperationException($"No facts are known of {kind}."),
    };

    private static TextFact Text(string text) => new(text.Split(',', StringSplitOptions.TrimEntries).ToHashSet());

    private static NumberFact Number(string text) => new(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    private static FlagFact Flag(string text) => new(text switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new FormatException($"\"{text}\" is neither yes nor no."),
    });

    private static InstantFact Moment(string text)
    {
        var (at, known) = Moments.Read(text);
        return new InstantFact(at, known);
    }
}
