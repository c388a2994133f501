using System.Globalization;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>Switches of a shipped ladder that a table can set, so that the readings that are not the default are proved too.</summary>
internal static class SanctionSwitches
{
    public static LadderInForce Apply(LadderInForce rule, ScenarioRow row)
    {
        var ladder = rule.Ladder;
        ladder = Number(row, "failures") is { } failures
            ? ladder with { Steps = [ladder.Steps[0] with { Condition = new FailuresCondition(failures) }, .. ladder.Steps.Skip(1)] }
            : ladder;
        ladder = Number(row, "escalates") is { } months ? ladder with { EscalatesWithinMonths = months } : ladder;
        ladder = Number(row, "sample") is { } sample ? ladder with { MinimumSample = sample } : ladder;
        ladder = row.Find("per month") is { } quota
            ? ladder with { PenaltiesPerMonth = quota == "any" ? null : int.Parse(quota, CultureInfo.InvariantCulture) }
            : ladder;
        ladder = row.Find("partial") is not null ? ladder with { AllowPartialWindowAfterRestart = true } : ladder;
        ladder = row.Find("without pause") is not null ? ladder with { PausesWhilePenaltyRuns = false } : ladder;
        ladder = row.Find("first day counts") is not null ? ladder with { Steps = [.. ladder.Steps.Select(FirstDayCounts)] } : ladder;
        return rule with { Ladder = ladder };
    }

    private static SanctionStep FirstDayCounts(SanctionStep step) => step with
    {
        Actions = [.. step.Actions.Select(action => action is TaskAction task ? task with { FirstDayCounts = true } : action)],
    };

    private static int? Number(ScenarioRow row, string name) =>
        row.Find(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
