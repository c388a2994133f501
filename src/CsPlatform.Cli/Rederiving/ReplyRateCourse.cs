using System.Globalization;

namespace CsPlatform.Cli.Rederiving;

/// <summary>
/// 小红书's ladder over the 3-minute reply rate, written once more from its text (handbook 1.5) and from nothing else: no rulebook, no
/// state machine, no part of the service that it checks. It walks through the days of one shop and tells what must be decided.
/// </summary>
internal sealed class ReplyRateCourse
{
    private const int WindowDays = 7;

    // 3天内未通过: the day of the push is day 0, and the exam has failed at 00:00 of day 4.
    private const int ExamFailsAfter = 4;

    // 限制店铺所有公域流量至少3天: exactly three.
    private const int LimitDays = 3;

    private readonly List<RederivedDecision> decisions = [];
    private DateOnly? pushed;
    private DateOnly? limited;
    private DateOnly? dayOne;
    private (int Year, int Month)? penalised;

    /// <summary>What must be decided, in its order.</summary>
    /// <param name="figures">Hits and units of the seven days before each day of evaluation.</param>
    /// <param name="passes">Days on which an exam was passed.</param>
    /// <param name="until">The day that the clock has reached, inclusive.</param>
    public static IReadOnlyList<RederivedDecision> Walk(
        IReadOnlyDictionary<DateOnly, (long Hits, long Units)> figures, IReadOnlySet<DateOnly> passes, DateOnly until)
    {
        var course = new ReplyRateCourse();
        if (figures.Count == 0)
        {
            return course.decisions;
        }

        for (var day = figures.Keys.Min(); day <= until; day = day.AddDays(1))
        {
            course.Begin(day);
            if (figures.TryGetValue(day, out var figure))
            {
                course.Judge(day, figure.Hits, figure.Units);
            }

            if (passes.Contains(day))
            {
                course.Pass(day);
            }
        }

        return course.decisions;
    }

    private void Begin(DateOnly day)
    {
        if (pushed is { } push && day >= push.AddDays(ExamFailsAfter))
        {
            pushed = null;
            limited = day;
            Decide("exam_failed", day);
            Decide("traffic_limited", day, day.AddDays(LimitDays));
        }

        if (limited is { } from && day >= from.AddDays(LimitDays))
        {
            End(day);
        }
    }

    private void Judge(DateOnly day, long hits, long units)
    {
        // 处罚执行期间不做考核,即处罚结束次日为下一个考核周期的第一天: and then a full window. No data says nothing.
        if (units == 0 || pushed is not null || limited is not null || (dayOne is { } first && day.AddDays(-WindowDays) < first))
        {
            return;
        }

        // 每个核心指标每月最多处罚一次; a reminder is no penalty.
        var isFree = penalised != (day.Year, day.Month);
        if (Below(30) && isFree)
        {
            (limited, penalised) = (day, (day.Year, day.Month));
            Decide("traffic_limited", day, day.AddDays(LimitDays), counts: true);
        }
        else if (Below(50) && isFree)
        {
            (pushed, penalised) = (day, (day.Year, day.Month));
            Decide("study_assigned", day, day.AddDays(ExamFailsAfter), counts: true);
        }
        else if (Below(80))
        {
            Decide("reminded", day);
        }

        bool Below(int percent) => (Int128)hits * 100 < (Int128)percent * units;
    }

    private void Pass(DateOnly day)
    {
        if (pushed is not null)
        {
            pushed = null;
            Decide("exam_passed", day);
            End(day.AddDays(1));
        }
    }

    private void End(DateOnly first)
    {
        (limited, dayOne) = (null, first);
        Decide("case_ended", first);
    }

    private void Decide(string kind, DateOnly from, DateOnly? until = null, bool counts = false) => decisions.Add(
        new RederivedDecision(kind, Text(from), until is { } end ? Text(end) : "", counts ? Text(from)[..7] : ""));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
