using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>By what a buyer's messages are judged.</summary>
/// <param name="Scope">What is counted and left out.</param>
/// <param name="Within">The limit, inclusive; null = none.</param>
internal sealed record TurnTest(ReplyScope Scope, Duration? Within)
{
    /// <summary>The hours that are measured; null = all day.</summary>
    public DailyHours? Hours { get; init; } = Scope.Hours;

    /// <summary>The shop's own hours at an instant, by which the measured ones are replaced; null = they are not asked.</summary>
    public Func<Instant, DailyHours?>? HoursOfShop { get; init; }

    /// <summary>Whether only the first message of a round is measured.</summary>
    public bool ByRound { get; init; }

    /// <summary>Whether only the first message of a unit is measured.</summary>
    public bool OnlyFirst { get; init; }

    /// <summary>Whether the wait for the first answer runs from the consultation's start.</summary>
    public bool FromStart { get; init; }

    /// <summary>Roles whose answer takes a round out.</summary>
    public IReadOnlySet<SenderRole> RolesThatLeaveOut { get; init; } = new HashSet<SenderRole>();

    /// <summary>Whether a round answered on a later day is taken out.</summary>
    public bool LeavesOutOverMidnight { get; init; }

    /// <summary>Reports that were upheld.</summary>
    public IReadOnlyList<UserReport> Reports { get; init; } = [];

    /// <summary>The test that a formula asks for.</summary>
    public static TurnTest Of(ReplyFormula formula) => formula switch
    {
        ReplyRateFormula rate => new TurnTest(rate.Scope, rate.Within)
        {
            ByRound = rate.Late is LateRule.AllRounds or LateRule.MeanPerRound or LateRule.OneRound,
            OnlyFirst = rate.Late == LateRule.First,
        },
        FirstReplyRateFormula first => new TurnTest(first.Scope, first.Within)
        {
            OnlyFirst = true,
            FromStart = first.From == WaitFrom.ConsultationStart,
        },
        RoundReplyRateFormula round => new TurnTest(round.Scope, round.Within)
        {
            ByRound = true,
            RolesThatLeaveOut = round.RolesThatLeaveOut,
            LeavesOutOverMidnight = round.LeavesOutOverMidnight,
        },
        MeanReplyTimeFormula mean => new TurnTest(mean.Scope, null) { ByRound = mean.Of == WaitOf.Round },
        NoServiceRateFormula or OfflineRateFormula => new TurnTest(formula.Scope, null),
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "This formula is not on the closed list."),
    };
}
