using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Tests.Support;
using CsPlatform.Cli.Verbs;
using CsPlatform.Common.V1;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Tests;

public sealed class VerifySanctionsTests : IAsyncLifetime
{
    private readonly FixedSanctions sanctions = new();
    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("cs-verify-").FullName, "figures.json");
    private TestServer server = null!;

    public async Task InitializeAsync() => server = await TestServer.StartAsync(sanctions);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Sanctions_that_follow_from_the_figures_are_the_same()
    {
        // The vector of the handbook (1.5): 30 and 31 January and 1 February, counting for January; 2 February is day 1.
        await File.WriteAllTextAsync(file, """
            { "rates": { "s1": { "2021-01-29": [8, 10], "2021-01-30": [29, 100], "2021-02-08": [0, 10], "2021-02-09": [4, 10] } } }
            """);
        sanctions.Decisions =
        [
            Decision(1, DecisionKind.TrafficLimited, "2021-01-30", "2021-02-02", "2021-01"),
            Decision(2, DecisionKind.CaseEnded, "2021-02-02"),
            Decision(3, DecisionKind.StudyAssigned, "2021-02-09", "2021-02-13", "2021-02"),
        ];

        var (status, answer) = await VerifyAsync();

        Assert.Equal(0, status);
        Assert.True(answer.GetProperty("is_same").GetBoolean());
        Assert.Equal((1, 3), (answer.GetProperty("shops").GetInt32(), answer.GetProperty("decisions").GetInt32()));
    }

    [Theory]
    [InlineData("2021-02-03", "2021-01")]
    [InlineData("2021-02-02", "2021-02")]
    public async Task One_that_ends_otherwise_or_counts_for_another_month_is_found(string until, string quota)
    {
        await File.WriteAllTextAsync(file, """{ "rates": { "s1": { "2021-01-30": [29, 100] } } }""");
        sanctions.Decisions =
        [
            Decision(1, DecisionKind.TrafficLimited, "2021-01-30", until, quota), Decision(2, DecisionKind.CaseEnded, "2021-02-02"),
        ];

        var (status, answer) = await VerifyAsync();

        Assert.Equal(1, status);
        Assert.Contains("until 2021-02-02, counts for 2021-01", answer.GetProperty("differences")[0].GetProperty("derived").GetString());
    }

    [Fact]
    public async Task One_too_many_one_too_few_and_a_shop_without_figures_are_found()
    {
        await File.WriteAllTextAsync(file, """{ "rates": { "s2": { "2021-01-30": [29, 100] } } }""");
        sanctions.Decisions = [Decision(1, DecisionKind.Reminded, "2021-01-30")];

        var (status, answer) = await VerifyAsync();

        Assert.Equal((1, 2), (status, answer.GetProperty("differences").GetArrayLength()));
    }

    [Fact]
    public async Task Nothing_compared_is_no_proof()
    {
        await File.WriteAllTextAsync(file, """{ "rates": {} }""");
        sanctions.Decisions = [];

        Assert.Equal(1, (await VerifyAsync()).Status);
    }

    private static Decision Decision(int number, DecisionKind kind, string from, string until = "", string quota = "") => new()
    {
        DecisionId = $"d{number}", ShopSequence = number, Shop = new ShopKey { Platform = "xiaohongshu", ShopId = "s1" },
        Kind = kind, EffectiveFrom = from, EffectiveUntil = until, QuotaMonth = quota,
    };

    private async Task<(int Status, JsonElement Answer)> VerifyAsync()
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var terminal = new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: false);
        string[] arguments =
        [
            "verify", "sanctions", "--figures", file, "--name", "rates", "--through", "2021-02-09", "--json",
            "--sanctions", server.Address.ToString(),
        ];
        var status = await CsApp.RunAsync(arguments, terminal, CancellationToken.None);
        Assert.True(output.ToString().Length > 0, error.ToString());
        return (status, JsonDocument.Parse(output.ToString()).RootElement);
    }
}
