using CsPlatform.Sanctions.V1;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

/// <summary>Scores are judged by their ladders, exactly: the vectors of 抖音 DSR (handbook 4.4) and 京东 综合服务评分 (5.1).</summary>
[Collection(Servers.Collection)]
public sealed class ScoreTests(Servers servers) : IAsyncLifetime
{
    private Stack stack = null!;

    public async Task InitializeAsync() => stack = await Stack.StartAsync(servers);

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Theory]
    [InlineData("9", "2", new string[0])]
    [InlineData("4499999999", "1000000000", new[] { "Warned" })]
    [InlineData("4", "1", new[] { "Warned" })]
    [InlineData("3999999999999999999999999", "1000000000000000000000000", new[] { "Warned", "ClearanceProposed" })]
    [InlineData("4000000000000000000000001", "1000000000000000000000000", new[] { "Warned" })]
    public async Task A_dsr_of_4_stays_and_below_it_removal_is_proposed(string numerator, string denominator, string[] kinds)
    {
        stack.Figures.Publish("douyin", "a", [Score("douyin", "a", "dy.dsr", "2023-03-02", (numerator, denominator))]);

        Assert.Equal(kinds, (await DecisionsAsync("douyin")).Select(decision => $"{decision.Kind}"));
    }

    [Theory]
    [InlineData("80", "1", false)]
    [InlineData("79999", "1000", true)]
    [InlineData("60", "1", true)]
    [InlineData("0", "1", true)]
    public async Task A_service_score_below_80_costs_liquidated_damages_and_80_does_not(string numerator, string denominator, bool isFined)
    {
        stack.Figures.Publish("jd", "a", [Score("jd", "a", "jd.service_score", "2023-03-01", (numerator, denominator))]);

        var decisions = await DecisionsAsync("jd");

        Assert.Equal(isFined ? ["jd.fine.service_score"] : [], decisions.Select(decision => decision.AmountId));
        Assert.All(decisions, decision => Assert.Equal(DecisionKind.Fined, decision.Kind));
    }

    [Fact]
    public async Task While_a_proposal_stands_the_same_measure_is_not_proposed_again()
    {
        stack.Figures.Publish("douyin", "a", Enumerable.Range(2, 3).Select(day => Score("douyin", "a", "dy.dsr", $"2023-03-0{day}", ("3", "1"))));

        Assert.Equal(
            ["Warned 2023-03-02", "ClearanceProposed 2023-03-02", "Warned 2023-03-03", "Warned 2023-03-04"],
            (await DecisionsAsync("douyin")).OrderBy(d => d.ShopSequence).Select(d => $"{d.Kind} {d.EffectiveFrom}"));
    }

    [Fact]
    public async Task A_score_that_lacks_something_leads_to_nothing()
    {
        stack.Figures.Publish("douyin", "a", [Score("douyin", "a", "dy.dsr", "2023-03-02", null)]);

        Assert.Empty(await DecisionsAsync("douyin"));
    }

    private async Task<IReadOnlyList<Decision>> DecisionsAsync(string platform) => (await stack.Client.ListDecisionsAsync(
        new ListDecisionsRequest { Platform = platform, WaitForFeed = true }, deadline: Stack.InAMinute)).Decisions;
}
