using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Tests.Support;
using CsPlatform.Cli.Verbs;

namespace CsPlatform.Cli.Tests;

public sealed class CommandLineTests : IAsyncLifetime
{
    private readonly FixedBilling billing = new();
    private readonly BreakableIngestion ingestion = new();
    private readonly List<TestServer> servers = [];
    private string[] addresses = [];

    public async Task InitializeAsync()
    {
        servers.Add(await TestServer.StartAsync(ingestion));
        servers.Add(await TestServer.StartAsync(new FixedMetrics()));
        servers.Add(await TestServer.StartAsync(new FixedSanctions()));
        servers.Add(await TestServer.StartAsync(billing));
        string[] names = ["--ingestion", "--metrics", "--sanctions", "--billing"];
        addresses = [.. names.Zip(servers).SelectMany(pair => new[] { pair.First, pair.Second.Address.ToString() })];
    }

    public async Task DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Import_answers_with_counts_that_scripts_read()
    {
        var first = await JsonAsync("import", Sample.RoomsPath, "--map", Sample.MapPath);
        var second = await JsonAsync("import", Sample.RoomsPath, "--map", Sample.MapPath);

        Assert.Equal((18, 18, 0), (Number(first, "offered"), Number(first, "accepted"), Number(first, "duplicate")));
        Assert.Equal((18, 0, 18), (Number(second, "offered"), Number(second, "accepted"), Number(second, "duplicate")));
        Assert.Equal((0, 0), (Number(first, "conflict"), Number(first, "rejected")));
        Assert.Equal(JsonValueKind.Null, first.GetProperty("rejects_file").ValueKind);
        Assert.Equal(["alice", "system"], ingestion.Stored.Select(e => e.Shop.ShopId).Distinct().Order());
    }

    [Fact]
    public async Task Daily_figures_come_from_every_page_and_name_their_day()
    {
        var figures = (await JsonAsync("figures", "--platform", "p", "--metric", "m", "--daily")).EnumerateArray().ToArray();

        Assert.Equal(["2021-02-01", "2021-02-02"], figures.Select(figure => figure.GetProperty("day").GetString()));
        Assert.Equal(
            ("s1", 1, 4), (
                figures[0].GetProperty("shop").GetString(), Number(figures[0], "numerator"), Number(figures[0], "denominator")));
    }

    [Fact]
    public async Task Window_figures_name_the_day_of_their_evaluation()
    {
        var figure = Assert.Single((await JsonAsync("figures", "--platform", "p", "--metric", "m")).EnumerateArray());

        Assert.Equal("2021-02-03", figure.GetProperty("evaluated_on").GetString());
        Assert.Equal("2021-01-26", figure.GetProperty("period_start").GetString());
        Assert.Equal(JsonValueKind.Null, figure.GetProperty("day").ValueKind);
        Assert.Equal("trailing_days", figure.GetProperty("period_kind").GetString());
    }

    [Fact]
    public async Task Figures_are_told_as_they_were_known_with_what_is_doubtful_about_them()
    {
        var known = await JsonAsync("figures", "--platform", "p", "--metric", "m", "--known-at", "2021-02-03T10:00:00");
        var figure = Assert.Single(known.EnumerateArray());

        Assert.Equal("2021-02-03T10:00:00+08:00", figure.GetProperty("closed_at").GetString());
        Assert.Equal("uncertain", figure.GetProperty("standing").GetString());
        Assert.Equal("clocks", figure.GetProperty("standing_reason").GetString());
        var zoned = await JsonAsync("figures", "--platform", "p", "--metric", "m", "--known-at", "2021-02-03T02:00:00Z");
        Assert.Equal("2021-02-03T10:00:00+08:00", zoned[0].GetProperty("closed_at").GetString());
    }

    [Fact]
    public async Task Of_each_shop_the_last_figure_by_a_day_is_told()
    {
        var figures = await JsonAsync("figures", "--platform", "p", "--metric", "m", "--valid-at", "2021-02-03");

        Assert.Equal("2021-02-03", Assert.Single(figures.EnumerateArray()).GetProperty("evaluated_on").GetString());
    }

    [Fact]
    public async Task A_statement_has_its_lines_in_words_and_its_sums_in_fen_and_waits_for_the_feed()
    {
        var statement = await JsonAsync("statement", "--platform", "p", "--shop", "s1", "--month", "2021-02");

        var line = Assert.Single(statement.GetProperty("lines").EnumerateArray());
        Assert.Equal(
            ("hosted_transfer", "holiday"), (line.GetProperty("kind").GetString(), line.GetProperty("day_class").GetString()));
        Assert.Equal((3, 450, 1_350), (Number(line, "quantity"), Number(line, "unit_price_fen"), Number(line, "amount_fen")));
        Assert.Equal((1_350, 350), (Number(statement, "charged_fen"), Number(statement, "carried_forward_fen")));
        Assert.Equal("pre_sales", statement.GetProperty("uncharged")[0].GetProperty("reason").GetString());
        Assert.True(billing.WaitedForFeed);
    }

    [Fact]
    public async Task Sanctions_carry_their_reasons_in_both_languages()
    {
        var decision = Assert.Single((await JsonAsync("sanctions", "list", "--platform", "p")).EnumerateArray());

        Assert.Equal("study_assigned", decision.GetProperty("kind").GetString());
        Assert.Equal("低于50%", decision.GetProperty("reason_zh").GetString());
        Assert.Equal(1, Number(decision.GetProperty("figure"), "numerator"));
    }

    [Fact]
    public async Task An_exam_is_recorded_and_the_answer_told()
    {
        var answer = await JsonAsync(
            "sanctions", "exam", "--platform", "p", "--shop", "s", "--case", "c", "--attempt", "a", "--taken-on", "2021-02-01",
                "--passed");

        Assert.Equal("c/a: True", answer.GetProperty("explanation").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("decision").ValueKind);
    }

    [Fact]
    public async Task The_sample_tariff_is_published_as_it_is_written()
    {
        var answer = await JsonAsync("tariff", "publish", Sample.TariffPath);

        Assert.True(answer.GetProperty("created").GetBoolean());
        Assert.Equal([300, 450], billing.Published!.Rates.Select(rate => rate.UnitPriceFen));
        Assert.Contains("EXAMPLE", billing.Published.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_is_sealed_and_listed_with_the_instant_of_its_seal()
    {
        var answer = await JsonAsync("ingest", "seal", "p", "2021-01");
        await JsonAsync("ingest", "seal", "q", "2021-02");

        Assert.Equal(
            ("p", "2021-01", "1970-01-01T00:00:00.0000000+00:00"),
            (Text(answer, "platform"), Text(answer, "month"), Text(answer, "sealed_at")));
        Assert.Equal(2, (await JsonAsync("ingest", "seals")).GetArrayLength());
        Assert.Equal("2021-02", Text(Assert.Single((await JsonAsync("ingest", "seals", "--platform", "q")).EnumerateArray()), "month"));

        static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Closing_answers_with_what_its_last_message_said()
    {
        Assert.Equal(7, Number(await JsonAsync("close", "--platform", "p", "--through", "2021-02-14"), "figures_closed"));
    }

    [Fact]
    public async Task A_closing_that_is_cut_off_is_a_failure_with_advice()
    {
        var (status, output, error) = await RunAsync("close", "--platform", "p", "--through", "2021-02-28", "--json");

        Assert.Equal((1, ""), (status, output));
        Assert.Contains("Next: call again", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_field_and_never_as_a_stack_trace()
    {
        var (status, output, error) = await RunAsync("figures", "--platform", "p", "--metric", "nope", "--json");

        Assert.Equal((1, ""), (status, output));
        Assert.Contains("INVALID_ARGUMENT: 1 field is at fault", error, StringComparison.Ordinal);
        Assert.Contains("  metric_id: \"nope\" is no metric of p; there is m", error, StringComparison.Ordinal);
        Assert.Contains("Next: mend what is named above", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("statement --platform p --shop s --month 2021-13", 2, "--month \"2021-13\" is not a month")]
    [InlineData("close --platform p", 2, "--through")]
    [InlineData("dance", 2, "dance")]
    [InlineData("figures --platform p --metric m --known-at yesterday", 2, "--known-at \"yesterday\" is not an instant")]
    [InlineData("figures --platform p --metric m --valid-at 2021-02-03 --from 2021-02-01", 2, "--valid-at goes without")]
    [InlineData("explain figure p s m --kind fortnight", 2, "fortnight")]
    [InlineData("explain figure p s m --lang fr", 2, "fr")]
    [InlineData("verify figure nothing.json", 1, "nothing.json")]
    [InlineData("verify figure CsPlatform.Cli.Tests.deps.json", 1, "is no file of ./cs export figure")]
    [InlineData("import nothing.csv --map nothing.json", 1, "The map nothing.json cannot be read")]
    [InlineData("import nothing.ndjson", 1, "nothing.ndjson cannot be read")]
    [InlineData("import nothing.csv", 1, "needs --map")]
    [InlineData("tariff publish nothing.json", 1, "The tariff nothing.json cannot be read")]
    [InlineData("sanctions list --platform p --kind scolded", 1, "none of reminded, study_assigned")]
    [InlineData("health", 1, "UNIMPLEMENTED")]
    public async Task A_wrong_command_line_is_answered_with_what_to_do(string line, int expected, string words)
    {
        var (status, output, error) = await RunAsync(line.Split(' '));

        Assert.Equal(expected, status);
        Assert.Contains(words, output + error, StringComparison.Ordinal);
        Assert.Contains("Next:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_get_tables_with_the_text_as_it_is()
    {
        var (status, output, _) = await RunAsync("sanctions", "list", "--platform", "p");

        Assert.Equal(0, status);
        Assert.Contains("below 50 % [seven days]", output, StringComparison.Ordinal);
        Assert.Contains("25.00 % (1/4)", output, StringComparison.Ordinal);
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private async Task<JsonElement> JsonAsync(params string[] line)
    {
        var (status, output, error) = await RunAsync([.. line, "--json"]);
        Assert.True(status == 0, error);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    private async Task<(int Status, string Output, string Error)> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: false);
        var status = await CsApp.RunAsync([.. line, .. addresses], terminal, CancellationToken.None);
        return (status, output.ToString(), error.ToString());
    }
}
