using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>
/// Ladders that no platform has, as tables: day | what happens | what is decided. Those of the platforms are in Scenarios.
/// </summary>
public class SanctionScenarioTests
{
    [Fact]
    public void Where_more_is_worse_the_threshold_itself_is_kept_as_well() => SanctionScenario.Play(Ladders.Dissatisfaction, """
        2024-02-01 | 10/100   | (NothingMissed)
        2024-03-01 | 101/1000 | remind
        """);

    [Fact]
    public void Without_a_reminder_in_the_ladder_a_used_quota_holds() => SanctionScenario.Play(
        Ladders.ReplyRate with { Steps = [Ladders.Limit] }, """
        2024-01-03 | 20/100 | limit to 01-05 counts 2024-01
        2024-01-13 | 20/100 | day 1 is 01-06 (QuotaUsed)
        """);

    [Fact]
    public void A_ladder_without_thresholds_is_not_enforced() => SanctionScenario.Play(
        Ladders.ReplyRate with { Steps = [Ladders.Limit with { Condition = null }] }, "2024-01-08 | 0/10 | (NotEnforced)");
}
