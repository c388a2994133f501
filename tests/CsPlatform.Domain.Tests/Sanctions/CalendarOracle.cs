using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>
/// What 小红书's rules say of one metric's calendar, written a second time from their text (handbook 1.5) and from nothing else: no
/// standing, no policy, no clock that may be late. A truth is that of the morning of a day.
/// </summary>
/// <param name="Pushed">Day on which course and exam were pushed, while the exam can still be passed.</param>
/// <param name="LimitedFrom">First day of the traffic limit, while it runs.</param>
/// <param name="Opened">First day of the last penalty.</param>
/// <param name="DayOne">Day 1 of the present cycle; null = no penalty has ended yet.</param>
/// <param name="Penalised">The last month that a penalty counts for.</param>
internal sealed record CalendarOracle(
    LocalDate? Pushed, LocalDate? LimitedFrom, LocalDate? Opened, LocalDate? DayOne, YearMonth? Penalised)
{
    /// <summary>处罚 "限制店铺所有公域流量至少3天": exactly three by default.</summary>
    private const int LimitDays = 3;

    /// <summary>The day of the push is day 0, and the exam has failed at 00:00 of day 4.</summary>
    private const int ExamFailsAfter = 4;

    /// <summary>A window is the seven days before its day of evaluation.</summary>
    private const int WindowDays = 7;

    public static CalendarOracle New { get; } = new(null, null, null, null, null);

    /// <summary>A penalty is served.</summary>
    public bool Serves => Pushed is not null || LimitedFrom is not null;

    /// <summary>What is decided and not yet told, as a clock that was not looked at tells nothing.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];

    /// <summary>A day begins: what fails or ends with it.</summary>
    public CalendarOracle Begin(LocalDate day)
    {
        var truth = this;
        if (truth.Pushed is { } pushed && day >= pushed.PlusDays(ExamFailsAfter))
        {
            var fails = pushed.PlusDays(ExamFailsAfter);
            truth = truth with
            {
                Pushed = null,
                LimitedFrom = fails,
                Untold = [.. truth.Untold, Say("ExamFailed", fails, null, null), Say("TrafficLimited", fails, fails.PlusDays(LimitDays), null)],
            };
        }

        return truth.LimitedFrom is { } from && day >= from.PlusDays(LimitDays) ? truth.End(from.PlusDays(LimitDays)) : truth;
    }

    /// <summary>Somebody looks: what was not told is.</summary>
    public (CalendarOracle Truth, IReadOnlyList<string> Told) Look() => (this with { Untold = [] }, Untold);

    /// <summary>The figure of the seven days before a day: a share of 100, or null without a consultation.</summary>
    public (CalendarOracle Truth, IReadOnlyList<string> Told) Judge(LocalDate day, int? percent)
    {
        // 处罚执行期间不做考核,即处罚结束次日为下一个考核周期的第一天: and then a full window.
        if (Serves || (DayOne is { } first && day.PlusDays(-WindowDays) < first))
        {
            return (this, []);
        }

        // 每个核心指标每月最多处罚一次. A reminder is no penalty.
        return percent switch
        {
            null or >= 80 => (this, []),
            >= 50 => Reminded(day),
            _ when Penalised == day.ToYearMonth() => Reminded(day),
            >= 30 => (this with { Pushed = day, Opened = day, Penalised = day.ToYearMonth() },
                [Case(day, "StudyAssigned", day, day.PlusDays(ExamFailsAfter), day.ToYearMonth())]),
            _ => (this with { LimitedFrom = day, Opened = day, Penalised = day.ToYearMonth() },
                [Case(day, "TrafficLimited", day, day.PlusDays(LimitDays), day.ToYearMonth())]),
        };
    }

    /// <summary>The exam is passed: the penalty ends that day, and the next day is day 1.</summary>
    public (CalendarOracle Truth, IReadOnlyList<string> Told) Pass(LocalDate day)
    {
        if (Pushed is null)
        {
            return (this, []);
        }

        var ended = (this with { Pushed = null }).End(day.PlusDays(1));
        return (ended with { Untold = Untold }, [Say("ExamPassed", day, null, null), .. ended.Untold.Skip(Untold.Count)]);
    }

    /// <summary>A decision in words.</summary>
    public static string Case(LocalDate? opened, string kind, LocalDate from, LocalDate? until, YearMonth? quota) =>
        $"{opened:R} {kind} {from:R} {until:R} {quota}";

    private (CalendarOracle Truth, IReadOnlyList<string> Told) Reminded(LocalDate day) => (this, [Case(null, "Reminded", day, null, null)]);

    private CalendarOracle End(LocalDate dayOne) => this with
    {
        LimitedFrom = null,
        DayOne = dayOne,
        Untold = [.. Untold, Say("CaseEnded", dayOne, null, null)],
    };

    private string Say(string kind, LocalDate from, LocalDate? until, YearMonth? quota) => Case(Opened, kind, from, until, quota);
}
