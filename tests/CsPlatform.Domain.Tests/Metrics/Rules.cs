using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>Rules for tests: the reply rate of handbook 1.3 and dissatisfaction of 1.4.</summary>
internal static class Rules
{
    public static readonly ReplyRateFormula ThreeMinutes = new(
        Duration.FromMinutes(3),
        LateRule.Any,
        new ReplyScope(CountingUnit.Consultation, new HashSet<SenderRole> { SenderRole.HumanAgent })
        {
            Hours = new DailyHours(new LocalTime(9, 0), new LocalTime(23, 0)),
        });

    public static readonly MetricRule ReplyRate =
        new("reply", "回复率", "reply rate", "test", ThreeMinutes, new TrailingDaysWindow(7), PublishesDailyFigures: true);

    public static readonly MetricRule Dissatisfaction =
        new("bad", "不满意率", "dissatisfaction", "test", new DissatisfactionFormula(3), new NaturalMonthWindow(), false);

    public static readonly Rulebook Book = BookFrom(new LocalDate(2020, 1, 1), null, ReplyRate, Dissatisfaction);

    public static Rulebook BookFrom(LocalDate from, LocalDate? endsBefore, params MetricRule[] metrics) =>
        new("test", from, endsBefore, "hash", "测试", null, metrics, [], null);
}
