using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using NodaTime;

namespace CsPlatform.Domain.Tests.Obligations;

/// <summary>Obligations for tests: every shipped one, and made-up ones around a due rule.</summary>
internal static class Duties
{
    public static readonly Instant Origin = ChinaTime.At(new LocalDateTime(2022, 2, 26, 20, 0));

    public static readonly DueRule ThreeHours = new(new AfterDurationDue(Duration.FromHours(3)), true, false);

    /// <summary>Every obligation of every shipped rulebook, once.</summary>
    public static IReadOnlyList<ObligationRule> Shipped { get; } =
    [
        .. ScenarioRow.Catalogue.Platforms
            .SelectMany(platform => ScenarioRow.Catalogue.Versions(platform))
            .SelectMany(rulebook => rulebook.Obligations)
            .DistinctBy(rule => rule.Head.Id),
    ];

    public static ObligationRule Rule(DueRule due, params int[] warnMinutesBefore) => new(
        new RuleHead("test.duty", "测试", "Test", "测试", "Test", "test", new LocalDate(2022, 1, 1), null, [], []),
        "armed",
        new HashSet<string> { "done" },
        new HashSet<string> { "ended" },
        DutyParty.Merchant,
        due,
        new MissedOutcome("missed", "未完成", "Missed"),
        [.. warnMinutesBefore.Select(minutes => Duration.FromMinutes(minutes))]);

    public static Instant After(int minutes, int seconds = 0) => Origin + Duration.FromMinutes(minutes) + Duration.FromSeconds(seconds);

    public static ObligationStatus At(ObligationRule rule, Instant now, params ObligationFact[] facts) =>
        ObligationMachine.At(rule, ObligationCourse.Of(rule, facts), now);
}
