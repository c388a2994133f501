using System.Globalization;
using CsPlatform.Domain.Sanctions;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>What may happen in a day of the calendar.</summary>
/// <param name="Reached">Whether the clock strikes at its beginning.</param>
/// <param name="Figure">The figure of its morning.</param>
/// <param name="Exam">The exam of the day.</param>
internal readonly record struct CalendarDay(bool Reached, CalendarFigure Figure, CalendarExam Exam)
{
    /// <summary>Every day that there can be.</summary>
    public static IReadOnlyList<CalendarDay> All { get; } =
    [
        .. from reached in new[] { false, true }
           from figure in Enum.GetValues<CalendarFigure>()
           from exam in Enum.GetValues<CalendarExam>()
           select new CalendarDay(reached, figure, exam),
    ];

    /// <summary>The share of 100; null = no consultation.</summary>
    public int? Percent => Figure switch
    {
        CalendarFigure.Good => 80,
        CalendarFigure.Reminder => 79,
        CalendarFigure.BelowHalf => 49,
        CalendarFigure.BelowThirty => 29,
        _ => null,
    };
}

/// <summary>The figure of a morning.</summary>
internal enum CalendarFigure
{
    None,
    NoData,
    Good,
    Reminder,
    BelowHalf,
    BelowThirty,
}

/// <summary>The exam of a day.</summary>
internal enum CalendarExam
{
    None,
    Failed,
    PassedBeforeTheFigure,
    PassedAfterTheFigure,
}

/// <summary>One history, played by the machine and by the oracle side by side: both as they stand on the morning of a day.</summary>
internal sealed record CalendarWalk(Standing Standing, CalendarOracle Truth)
{
    private static readonly LadderInForce Rule = Ladders.ReplyRate.InForce();

    public static CalendarWalk New { get; } = new(Standing.New, CalendarOracle.New);

    /// <summary>Plays a day and holds what the machine decided against the oracle.</summary>
    /// <returns>Where it leads, and the decisions, dated from the first day of their case; a reminder's from the day.</returns>
    public (CalendarWalk Next, string Decided) Play(LocalDate day, CalendarDay what)
    {
        var (standing, truth, decided) = (Standing, Truth.Begin(day), "");
        if (what.Reached)
        {
            Take(SanctionMachine.Move(standing, new DayReached(day)), truth.Look());
        }

        Sit(CalendarExam.PassedBeforeTheFigure);
        if (what.Figure != CalendarFigure.None)
        {
            var figure = Ladders.Figure(day, what.Percent ?? 0, what.Percent is null ? 0 : 100);
            var (looked, untold) = truth.Look();
            var (judged, told) = looked.Judge(day, what.Percent);
            Take(SanctionCourse.Assess(standing, Rule, figure), (judged, [.. untold, .. told]));
        }

        Sit(CalendarExam.PassedAfterTheFigure);
        Sit(CalendarExam.Failed);
        return (new CalendarWalk(standing, truth), decided);

        void Sit(CalendarExam exam)
        {
            if (what.Exam != exam)
            {
                return;
            }

            var caseId = standing.Case?.Id ?? "none";
            SanctionTrigger trigger = exam == CalendarExam.Failed ? new ExamFailed(caseId, day) : new ExamPassed(caseId, day);
            Take(SanctionMachine.Move(standing, trigger), exam == CalendarExam.Failed ? (truth, []) : truth.Pass(day));
        }

        void Take(SanctionOutcome outcome, (CalendarOracle Truth, IReadOnlyList<string> Told) expected)
        {
            Assert.True(Enum.IsDefined(outcome.Answer));
            if (outcome.Decisions.Count != 0 || expected.Told.Count != 0)
            {
                Assert.Equal(expected.Told, outcome.Decisions.Select(Words));
                Holds(day, outcome.Decisions);
                decided += string.Concat(outcome.Decisions.Select(decision => Relative(decision, day)));
            }

            (standing, truth) = (outcome.Standing, expected.Truth);
        }
    }

    /// <summary>
    /// All that the future of a history depends on, seen from the morning of a day. Two histories of one key have one future, because the
    /// ladder's rules look back in four ways only: at how many days ago the running step began (and after 14 days that have passed
    /// unseen every deadline, end and waiting window lies behind: 4 days to the exam's deadline, 3 of limit, 7 of window), at whether a
    /// window of seven days reaches back before day 1 (and a day 1 of seven days ago or more is as good as none), at whether
    /// a penalty counts for the present month (one of another month never counts again), and at the last day of evaluation (which
    /// is always earlier here). Ids, citations and older penalties are only words.
    /// </summary>
    public string Key(LocalDate day)
    {
        var month = day.ToYearMonth();
        var machine = Standing.State switch
        {
            Studying studying => $"studying {Ago(studying.PushedOn, day, 14)}",
            Limited { Restrictions: [var limit] } limited =>
                $"limited {Ago(limit.From, day, 14)}, {NodaTime.Period.DaysBetween(limited.Case.OpenedOn, limit.From)} into its case",
            var other => other.GetType().Name,
        };
        return string.Join(
            " | ", machine, Ago(Standing.CycleStart, day, 7), Standing.PenaltiesIn(month) > 0,
            $"{Ago(Truth.Pushed, day, 14)} {Ago(Truth.LimitedFrom, day, 14)} {Ago(Truth.DayOne, day, 7)}", Truth.Penalised == month,
            Truth.Untold.Count);
    }

    private static string Ago(LocalDate? then, LocalDate day, int most) => then is not { } date ? "never"
        : Math.Min(NodaTime.Period.DaysBetween(date, day), most).ToString(CultureInfo.InvariantCulture);

    private static string Words(SanctionDecision decision)
    {
        var opened = decision.CaseId is { } id ? OpenedOn(id) : (LocalDate?)null;
        return CalendarOracle.Case(opened, $"{decision.Kind}", decision.EffectiveFrom, decision.EffectiveUntil, decision.QuotaMonth);
    }

    private static LocalDate OpenedOn(string caseId)
    {
        Assert.StartsWith($"{Ladders.MetricId}:", caseId);
        return NodaTime.Text.LocalDatePattern.Iso.Parse(caseId[(Ladders.MetricId.Length + 1)..]).Value;
    }

    private static string Relative(SanctionDecision decision, LocalDate day)
    {
        var from = decision.CaseId is { } id ? OpenedOn(id) : day;
        var until = decision.EffectiveUntil is { } end ? $"{end - from}" : "";
        return $"{decision.Kind} {decision.EffectiveFrom - from} {until} {decision.QuotaMonth is not null};";
    }

    // What the text says outright, held against the decisions themselves and the standing before them.
    private void Holds(LocalDate day, IReadOnlyList<SanctionDecision> decisions)
    {
        foreach (var decision in decisions)
        {
            if (decision.QuotaMonth is { } month)
            {
                Assert.Equal(decision.EffectiveFrom.ToYearMonth(), month);
                Assert.DoesNotContain(Standing.Penalties, penalty => penalty.Month == month);
            }

            if (decision.Figure is { } figure)
            {
                Assert.Equal((day, day.PlusDays(-7)), (figure.EvaluatedOn, figure.Period.Start));
                Assert.True(Standing.CycleStart is not { } dayOne || figure.Period.Start >= dayOne);
            }
        }

        Assert.True(decisions.Count(decision => decision.QuotaMonth is not null) <= 1);
    }
}
