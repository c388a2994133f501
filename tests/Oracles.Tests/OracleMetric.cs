using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime;

namespace Oracles.Tests;

/// <summary>A metric that all engines judge: to the domain it is a rule, to the others the SQL of the same name.</summary>
/// <param name="Name">The name, which is that of its SQL.</param>
/// <param name="Formula">The rule that the domain computes.</param>
public sealed record OracleMetric(string Name, ReplyFormula Formula)
{
    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();

    private static readonly HashSet<SenderRole> People = [SenderRole.HumanAgent];

    private static readonly HashSet<SenderRole> PeopleAndRobots = [SenderRole.HumanAgent, SenderRole.AssistedBot, SenderRole.Bot];

    private static readonly DailyHours From8 = new(new LocalTime(8, 0), new LocalTime(23, 0));

    private static readonly DailyHours From9 = new(new LocalTime(9, 0), new LocalTime(23, 0));

    private static readonly ReplyRateFormula XiaohongshuReply =
        (ReplyRateFormula)Shipped("xiaohongshu", "xhs.reply_rate_3min", new LocalDate(2025, 1, 1));

    public static IReadOnlyList<OracleMetric> All { get; } =
    [
        new("xhs_reply_3min_any", XiaohongshuReply),
        new("xhs_reply_3min_first", XiaohongshuReply with { Late = LateRule.First }),
        new("pdd_reply_5min", new ReplyRateFormula(
            Duration.FromMinutes(5), LateRule.Any, ByMessage(CountingUnit.PersonDay, PeopleAndRobots, From8))),
        new("tbt_response_3min", new ReplyRateFormula(
            Duration.FromMinutes(3), LateRule.AllRounds, ByMessage(CountingUnit.SubAccountDay, PeopleAndRobots, From8))),
        new("tmall_rounds", new RoundReplyRateFormula(
            Duration.FromMinutes(3),
            new HashSet<SenderRole> { SenderRole.Bot },
            LeavesOutOverMidnight: true,
            ByMessage(
                CountingUnit.Round,
                [SenderRole.HumanAgent, SenderRole.AssistedBot],
                new DailyHours(new LocalTime(8, 0), Until: null)))),
        new("dy_reply_3min_mean", new ReplyRateFormula(
            Duration.FromMinutes(3),
            LateRule.MeanPerRound,
            ByMessage(CountingUnit.Consultation, People, From8) with
            {
                OnlyWithPeople = true, Offline = OfflineRule.Fails, ReportedUsers = new ReportedUsers(7),
            })),
        new("jd_first_30s", new FirstReplyRateFormula(
            Duration.FromSeconds(30),
            WaitFrom.FirstMessage,
            new ReplyScope(CountingUnit.Consultation, People)
            {
                Hours = From9, RejoinWithin = Duration.FromMinutes(10), Offline = OfflineRule.LeftOut,
            })),
    ];

    public override string ToString() => Name;

    private static ReplyFormula Shipped(string platform, string metricId, LocalDate day) =>
        (ReplyFormula)Catalogue.Find(platform, day)!.FindMetric(metricId)!.Formula;

    private static ReplyScope ByMessage(CountingUnit unit, HashSet<SenderRole> answering, DailyHours hours) =>
        new(unit, answering) { Hours = hours, HoursTest = HoursTest.Message };
}
