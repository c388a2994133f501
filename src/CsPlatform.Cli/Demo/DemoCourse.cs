using CsPlatform.Cli.Output;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Demo;

/// <summary>How a case goes on by the rules, from the penalty that opens it to its end.</summary>
internal static class DemoCourse
{
    private const int DaysToLearn = 2;

    /// <summary>Days from the assignment to the exam that the diligent shop passes.</summary>
    public static int DaysToPass(DemoStep study) => Math.Min(DaysToLearn, study.DaysToPass);

    /// <summary>Its decisions with the days they have effect from, as far as the market's days go.</summary>
    public static IReadOnlyList<string> Of(ShopExpectation shop, DateOnly day, DemoStep step)
    {
        var last = Market.LastDay.AddDays(1);
        return [.. Whole(shop, day, step).Where(d => d.Day <= last).Select(d => $"{Wording.Word(d.Kind)} {d.Day:yyyy-MM-dd}")];
    }

    private static (DecisionKind Kind, DateOnly Day)[] Whole(ShopExpectation shop, DateOnly day, DemoStep step)
    {
        if (step.Kind == DecisionKind.TrafficLimited)
        {
            return [(step.Kind, day), (DecisionKind.CaseEnded, day.AddDays(step.LimitDays))];
        }

        if (shop.Plan.Id == Market.Diligent)
        {
            var passed = day.AddDays(DaysToPass(step));
            return [(step.Kind, day), (DecisionKind.ExamPassed, passed), (DecisionKind.CaseEnded, passed.AddDays(1))];
        }

        var failed = day.AddDays(step.DaysToPass + 1);
        return
        [
            (step.Kind, day),
            (DecisionKind.ExamFailed, failed),
            (DecisionKind.TrafficLimited, failed),
            (DecisionKind.CaseEnded, failed.AddDays(step.LimitDays)),
        ];
    }
}
