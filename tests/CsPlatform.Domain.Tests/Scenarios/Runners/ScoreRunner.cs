using System.Globalization;
using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// A score. A column or setting named like a part, a check, a condition or an item (words for underscores will do) gives its value: a
/// rate as "184/200", "92 % of 200" or "0/0", else a number. "… target" gives an item's target, "… bad" its bad units as a rate, "step"
/// another step mode. Settings that start with "made up" fill in what no source states (see MadeUpScore). Found: value (exact),
/// level, gaps, parts (with how each was found).
/// </summary>
internal sealed class ScoreRunner : IScenarioRunner
{
    public string Name => "score";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var rule = MadeUpScore.Find(row) ?? row.Rulebook.Scores.SingleOrDefault(score => score.Head.Id == row.RuleId);
        if (rule is null)
        {
            return Found("switched off", null, [], []);
        }

        if (row.Find("step") is { } step && rule.Shape is DeductionShape shape)
        {
            rule = rule with { Shape = shape with { Step = Enum.Parse<StepMode>(step, ignoreCase: true) } };
        }

        var result = Scoring.Of(rule, Inputs(rule, row));
        return Found(result.Value is { } value ? Text(value) : "none", result.Level, result.Parts, result.Gaps);
    }

    private static Dictionary<string, string> Found(
        string value, ScoreLevel? level, IReadOnlyList<ScorePart> parts, IReadOnlyList<ScoreGap> gaps) => new()
        {
            ["value"] = value,
            ["level"] = level?.NameZh ?? "",
            ["gaps"] = string.Join(", ", gaps.Select(gap => $"{gap.Part} {Words.Of(gap.Reason)}".Trim())),
            ["parts"] = string.Join(", ", parts.Select(part =>
                $"{part.Id} {(part.Value is { } score ? Text(score) : "-")}{(part.Note == ScorePartNote.Plain ? "" : $" {Words.Of(part.Note)}")}")),
            ["missed"] = string.Join(", ", parts.Where(part => part.Note == ScorePartNote.Missed).Select(part => part.Id)),
        };

    private static ScoreInputs Inputs(ScoreRule rule, ScenarioRow row)
    {
        var metrics = new Dictionary<string, Rate>();
        var given = new Dictionary<string, Fraction>();
        var targets = new Dictionary<string, Fraction>();
        if (rule.Sample is { } sample && Cell(row, sample.Given) is { } count)
        {
            given[sample.Given] = Words.Number(count);
        }

        switch (rule.Shape)
        {
            case WeightedShape weighted:
                Node(weighted.Root, row, metrics, given);
                break;
            case DeductionShape deductions:
                foreach (var item in deductions.Items)
                {
                    Put(new MetricSource(item.MetricId), Cell(row, item.Id), metrics, given);
                    Put(new MetricSource(item.SmallSample?.BadUnitsMetricId ?? ""), Cell(row, item.Id + "_bad"), metrics, given);
                    if (Cell(row, item.Id + "_target") is { } target)
                    {
                        targets[item.Id] = Share(target);
                    }
                }

                break;
            case ConditionShape conditions:
                foreach (var condition in conditions.Conditions)
                {
                    Put(condition.Source, Cell(row, condition.Id), metrics, given);
                    Put(
                        condition.CountedBy is UnitsSource units ? new MetricSource(units.MetricId) : condition.CountedBy,
                        Cell(row, "consultations"),
                        metrics,
                        given);
                    Put(new GivenSource(condition.LimitTimesGiven ?? ""), Cell(row, condition.LimitTimesGiven ?? "none"), metrics, given);
                }

                break;
        }

        return new ScoreInputs(metrics, given, targets);
    }

    private static void Node(ScoreNode node, ScenarioRow row, Dictionary<string, Rate> metrics, Dictionary<string, Fraction> given)
    {
        Put(node.Source, Cell(row, node.Id), metrics, given);
        foreach (var check in node.Adjustments)
        {
            Put(check.Source, Cell(row, check.Id), metrics, given);
        }

        foreach (var part in node.Parts)
        {
            Node(part, row, metrics, given);
        }
    }

    private static void Put(ScoreSource? source, string? cell, Dictionary<string, Rate> metrics, Dictionary<string, Fraction> given)
    {
        switch (source)
        {
            case null or not null when cell is null or "-":
                break;
            case MetricSource metric:
                metrics[metric.MetricId] = Rate(cell!);
                break;
            case UnitsSource units:
                metrics.TryAdd(units.MetricId, Rate(cell!));
                break;
            case GivenSource value:
                given[value.Name] = Share(cell!);
                break;
        }
    }

    private static string? Cell(ScenarioRow row, string id) => row.Find(id) ?? row.Find(id.Replace('_', ' '));

    // "92 % of 200" is 184/200, "4.7 of 10" is 47/10.
    private static Rate Rate(string text)
    {
        if (text.Split(" of ") is [var part, var whole])
        {
            var units = long.Parse(whole, CultureInfo.InvariantCulture);
            var amount = Share(part) * units;
            Assert.True(amount.Denominator.IsOne, $"\"{text}\" is no whole number of units.");
            return new Rate((long)amount.Numerator, units);
        }

        var numbers = text.Split('/').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToList();
        return new Rate(numbers[0], numbers[1]);
    }

    private static Fraction Share(string text) =>
        text.EndsWith('%') ? Words.Number(text[..^1].Trim()) / 100 : Words.Number(text);

    // As a decimal where it has one, so that nothing is hidden by rounding.
    private static string Text(Fraction value)
    {
        for (var decimals = 0; decimals < 9; decimals++)
        {
            if (Fraction.Parse(value.ToString(decimals)) == value)
            {
                return value.ToString(decimals);
            }
        }

        return $"{value}";
    }
}
