using CsPlatform.Cli.Output;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.V1;
using NodaTime;
using DomainRole = CsPlatform.Domain.Rulebooks.SenderRole;
using SenderRole = CsPlatform.Ingestion.V1.SenderRole;

namespace CsPlatform.Cli.Demo;

/// <summary>
/// What the rulebook in force says about the demo's days, in the demo's own terms. The generator's expectations come from here, so
/// that a changed rulebook changes them, and from no rule engine, so that the services are checked by something else than themselves.
/// </summary>
internal sealed class DemoRules
{
    private readonly ReplyRateFormula reply;

    private DemoRules(Rulebook rulebook, ReplyRateFormula reply)
    {
        this.reply = reply;
        Rulebook = rulebook;
    }

    public const string ReplyRate = "xhs.reply_rate_3min";
    public const string DissatisfactionRate = "xhs.dissatisfaction_rate";

    /// <summary>The rulebook in force on every day of the market.</summary>
    public Rulebook Rulebook { get; }

    /// <summary>Days of the window before the day of evaluation.</summary>
    public required int WindowDays { get; init; }

    /// <summary>Most stars that count as dissatisfied.</summary>
    public required int WorstStars { get; init; }

    /// <summary>Fewest consultations that are judged.</summary>
    public required long MinimumSample { get; init; }

    /// <summary>Most penalties in a natural month.</summary>
    public required int PenaltiesPerMonth { get; init; }

    /// <summary>Steps, mildest first.</summary>
    public required IReadOnlyList<DemoStep> Steps { get; init; }

    /// <summary>Version and short hash, as the tables show them.</summary>
    public string Citation => Wording.Citation($"{Rulebook.Version:R}", Rulebook.Hash);

    /// <summary>The rules of a catalogue.</summary>
    /// <exception cref="CliException">They are such that the demo cannot count by them.</exception>
    public static DemoRules Of(RulebookCatalogue catalogue)
    {
        var rulebook = catalogue.Find(Market.Platform, Day(Market.FirstDay))
            ?? throw Cannot($"no rulebook of {Market.Platform} is in force on {Market.FirstDay:yyyy-MM-dd}");
        var window = rulebook.FindMetric(ReplyRate) ?? throw Cannot($"it has no metric {ReplyRate}");
        var ladder = rulebook.Ladders.FirstOrDefault(ladder => ladder.MetricId == ReplyRate) ?? throw Cannot($"it has no ladder for {ReplyRate}");
        if (!rulebook.HoldsOn(Day(Market.LastDay.AddDays(1))))
        {
            throw Cannot("another version begins within the market's days");
        }

        var formula = window.Formula as ReplyRateFormula ?? throw Cannot($"{ReplyRate} is no reply rate");
        if (formula is not { Late: LateRule.Any or LateRule.First, Scope: { CountsByConsultation: true, HoursTest: HoursTest.ConsultationStart } })
        {
            throw Cannot($"{ReplyRate} does not count consultations by any or by their first message");
        }

        return new DemoRules(rulebook, formula)
        {
            WindowDays = (window.Window as TrailingDaysWindow ?? throw Cannot($"{ReplyRate} has no window of days")).Days,
            WorstStars = (rulebook.FindMetric(DissatisfactionRate)?.Formula as DissatisfactionFormula
                ?? throw Cannot($"it has no metric {DissatisfactionRate}")).WorstStarsUpTo,
            MinimumSample = ladder.MinimumSample ?? 1,
            PenaltiesPerMonth = ladder.PenaltiesPerMonth ?? int.MaxValue,
            Steps = [.. ladder.Steps.Where(step => step.IsEnforced).Select(Step)],
        };
    }

    /// <summary>Whether a consultation that starts so many seconds after midnight is measured.</summary>
    public bool IsMeasured(int secondOfDay) =>
        reply.Scope.Hours?.Contains(LocalTime.FromSecondsSinceMidnight(secondOfDay)) ?? true;

    /// <summary>Whether every message of the buyer that matters got an answer that counts, soon enough.</summary>
    public bool IsInTime(IReadOnlyList<(DateTimeOffset At, SenderRole Role)> said)
    {
        var within = reply.Within.ToTimeSpan();
        var asked = said.Where(message => message.Role == SenderRole.Buyer);
        return (reply.Late == LateRule.First ? asked.Take(1) : asked).All(question => said.Any(message =>
            Answers(message.Role) && message.At >= question.At && message.At - question.At <= within));
    }

    private bool Answers(SenderRole role) => role switch
    {
        SenderRole.HumanAgent => reply.Scope.AnsweringRoles.Contains(DomainRole.HumanAgent),
        SenderRole.Bot => reply.Scope.AnsweringRoles.Contains(DomainRole.Bot),
        _ => false,
    };

    private static DemoStep Step(SanctionStep step)
    {
        if (step.Condition is not BeyondCondition { Limit: { IsPercentage: true } limit, BadSide: BadSide.Below })
        {
            throw Cannot("a step looks at something else than low rates");
        }

        var below = (int)limit.Amount;
        return step.Actions switch
        {
            [NoticeAction { IsWarning: false }] => new DemoStep(step.TextZh, below, DecisionKind.Reminded, 0, 0),
            [TaskAction { FirstDayCounts: false, WhenFailed: [var limited] } study] =>
                new DemoStep(step.TextZh, below, DecisionKind.StudyAssigned, study.DaysToPass, Days(limited)),
            [RestrictionAction limited] => new DemoStep(step.TextZh, below, DecisionKind.TrafficLimited, 0, Days(limited)),
            _ => throw Cannot($"it has a step that the demo does not know: {step.TextZh}"),
        };
    }

    private static int Days(RestrictionAction restriction) => restriction is
        { Key: RestrictionKind.PublicTraffic, Length: FixedLength { Days: { } days } }
        ? days
        : throw Cannot("it restricts something else than public traffic for some days");

    private static LocalDate Day(DateOnly day) => LocalDate.FromDateOnly(day);

    private static CliException Cannot(string because) => new(
        $"The demo cannot count by the rulebook in force: {because}.\n"
        + $"Next: ./cs rules show {Market.Platform} --at {Market.FirstDay:yyyy-MM-dd} shows it; the demo needs one much like the shipped one.");
}
