using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rating.Pay;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// An agent's pay for a month. Sums are in yuan, conversion and order value are hits over units (sum over orders), "-" is no data.
/// Found: by conversion, by order value, basic, performance pay, commission, wage; reason when it is refused.
/// </summary>
internal sealed class AgentPayRunner : IScenarioRunner
{
    public string Name => "agent pay";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var rule = row.Rulebook.AgentPays.Single(pay => pay.Head.Id == row.RuleId);
        rule = rule with { BasicPerformanceNotBelowZero = row.Find("basic may be negative") is null && rule.BasicPerformanceNotBelowZero };
        var outcome = AgentPay.Of(Month(row), rule);
        var slip = (outcome as AgentPaid)?.Pay;
        return new Dictionary<string, string>
        {
            ["by conversion"] = slip is null ? "" : Yuan.Exact(slip.ByConversion),
            ["by order value"] = slip is null ? "" : Yuan.Exact(slip.ByOrderValue),
            ["basic"] = slip is null ? "" : Yuan.Exact(slip.BasicPerformance),
            ["performance pay"] = slip is null ? "" : Yuan.Of(slip.PerformancePay),
            ["commission"] = slip is null ? "" : Yuan.Exact(slip.Commission),
            ["wage"] = slip is null ? "" : Yuan.Of(slip.Wage),
            ["reason"] = outcome is AgentPayRefused refused ? Words.Of(refused.Reason) : "",
        };
    }

    private static AgentMonth Month(ScenarioRow row) => new(
        long.Parse(row.Find("served") ?? "0", CultureInfo.InvariantCulture),
        Words.Number(row.Find("bonus base") ?? "0") * 100,
        Rate(row.Find("conversion"), 1),
        Rate(row.Find("team conversion"), 1),
        Rate(row.Find("order value"), 100),
        Rate(row.Find("team order value"), 100),
        Sum(row, "flexible"),
        Words.Yuan(row.Find("base salary") ?? "1100")!.Value,
        Sum(row, "own sales"),
        Sum(row, "own returns"),
        Sum(row, "unconsulted sales"),
        int.Parse(row.Find("agents") ?? "1", CultureInfo.InvariantCulture));

    private static Fen Sum(ScenarioRow row, string name) => Words.Yuan(row.Find(name)) ?? Fen.Zero;

    private static Rate Rate(string? text, long scale)
    {
        if (text is null or "-")
        {
            return new Rate(0, 0);
        }

        var parts = text.Split('/').Select(part => long.Parse(part.Trim(), CultureInfo.InvariantCulture)).ToList();
        return new Rate(parts[0] * scale, parts[1]);
    }
}
