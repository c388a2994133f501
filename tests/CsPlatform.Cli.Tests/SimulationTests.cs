using System.Text.Json;
using CsPlatform.Cli.Tests.Support;
using CsPlatform.Cli.Verbs;

namespace CsPlatform.Cli.Tests;

/// <summary>A simulated week around a month's end on a real stack, recounted, and forged in every way that a recount has to notice.</summary>
public sealed class SimulationTests(MeasuringStack stack) : IClassFixture<MeasuringStack>, IAsyncLifetime
{
    private static readonly string[] Simulate =
    [
        "simulate", "--days", "7", "--from", "2026-02-24", "--shops", "8", "--seed", "7", "--messages-per-shop", "60",
        "--platform", "xiaohongshu", "--platform", "douyin",
    ];

    private JsonElement simulated;

    public async Task InitializeAsync()
    {
        var (status, answer) = await stack.JsonAsync(Simulate);
        Assert.Equal(ExitStatus.Done, status);
        simulated = answer;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_recount_comes_to_the_same_sums_and_a_second_run_changes_none()
    {
        var (status, recounted) = await stack.JsonAsync("verify", "simulation");
        var (again, second) = await stack.JsonAsync(Simulate);

        Assert.Equal((ExitStatus.Done, ExitStatus.Done), (status, again));
        Assert.Equal(0, Number(recounted, "differences"));
        Assert.Equal(Number(simulated.GetProperty("simulation"), "events"), Number(recounted, "events"));
        Assert.Contains("\"xhs.reply_rate_3min\"", Text(simulated.GetProperty("figures")), StringComparison.Ordinal);
        Assert.Contains("\"natural_month\"", Text(simulated.GetProperty("figures")), StringComparison.Ordinal);
        Assert.Equal(Text(simulated.GetProperty("figures")), Text(recounted.GetProperty("recounted")));
        Assert.Equal(Text(simulated.GetProperty("figures")), Text(recounted.GetProperty("listed")));
        Assert.Equal(0, Number(second.GetProperty("simulation"), "accepted"));
        Assert.Equal(Text(simulated.GetProperty("figures")), Text(second.GetProperty("figures")));
    }

    [Theory]
    [InlineData("SET denominator = denominator + 1, numerator = numerator + 1", "SET denominator = denominator - 1, numerator = numerator - 1")]
    [InlineData("SET denominator = denominator + 1", "SET denominator = denominator - 1")]
    [InlineData("SET evaluated_on = evaluated_on + 1000, period_end = period_end + 1000",
        "SET evaluated_on = evaluated_on - 1000, period_end = period_end - 1000")]
    public async Task A_forged_figure_is_found_and_named(string forgery, string undo)
    {
        // The last state of one figure, wherever it stands.
        const string Mark = "UPDATE metrics.figure SET reason = 'forged by a test' WHERE ctid = (SELECT ctid FROM metrics.figure "
            + "WHERE metric_id = 'xhs.reply_rate_3min' AND denominator > 0 ORDER BY revision DESC, shop_id, period_kind, evaluated_on LIMIT 1)";
        Assert.Equal(1, await stack.ForgeAsync(Mark));
        Assert.Equal(1, await stack.ForgeAsync($"UPDATE metrics.figure {forgery} WHERE reason = 'forged by a test'"));

        var (status, recounted) = await stack.JsonAsync("verify", "simulation");
        var (alike, shown) = await stack.CsAsync("verify", "simulation");
        Assert.Equal(1, await stack.ForgeAsync($"UPDATE metrics.figure {undo}, reason = '' WHERE reason = 'forged by a test'"));
        var (mended, _) = await stack.JsonAsync("verify", "simulation");

        Assert.Equal((ExitStatus.Failed, ExitStatus.Failed, ExitStatus.Done), (status, alike, mended));
        Assert.InRange(Number(recounted, "differences"), 1, 2);
        Assert.Equal("xhs.reply_rate_3min", recounted.GetProperty("first_differences")[0].GetProperty("metric_id").GetString());
        Assert.Contains($"{Number(recounted, "differences")} differ.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_that_have_not_ended_and_platforms_without_replies_are_refused_with_what_to_do()
    {
        var (early, why) = await stack.CsAsync("simulate", "--from", "2999-01-01");
        var (other, whichOne) = await stack.CsAsync("simulate", "--platform", "biyao");
        var (none, shops) = await stack.CsAsync("simulate", "--shops", "0");

        Assert.Equal((ExitStatus.Failed, ExitStatus.Failed, ExitStatus.Usage), (early, other, none));
        Assert.Contains("have not ended yet", why, StringComparison.Ordinal);
        Assert.Contains("No rulebook of biyao measures replies", whichOne, StringComparison.Ordinal);
        Assert.Contains("--shops takes a whole number from 1 to 100,000", shops, StringComparison.Ordinal);
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static string Text(JsonElement element) => element.GetRawText();
}
