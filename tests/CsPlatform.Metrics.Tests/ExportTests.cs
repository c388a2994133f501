using CsPlatform.Cli.Output;
using CsPlatform.Cli.Verbs;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;

namespace CsPlatform.Metrics.Tests;

/// <summary>Figures leave the service as files and are found again by the command line, which shares the core and nothing else.</summary>
[Collection("stores")]
public sealed class ExportTests(PostgresFixture postgres, RedisFixture redis) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("figures").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_figure_is_found_again_from_its_file_and_what_was_changed_in_it_is_told()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(Market.Random(seed: 3, shops: 2, consultations: 200));
        await stack.SubmitAsync([.. Others("shop-0")]);
        await stack.CloseAsync("2021-02-28");

        var file = "";
        var figures = (await stack.FiguresAsync()).Where((_, i) => i % 9 == 0).Concat(await stack.FiguresAsync(Market.Dissatisfaction));
        foreach (var figure in figures)
        {
            file = Path.Combine(folder, "figure.json");
            var exported = await CsAsync(
                "export", "figure", Market.Platform, figure.Shop.ShopId, figure.MetricId, "--kind", Wording.Word(figure.PeriodKind),
                "--valid-at", figure.EvaluatedOn, "-o", file, "--metrics", stack.MetricsAddress());
            Assert.Equal((0, ""), (exported.Status, exported.Status == 0 ? "" : exported.Error));

            var verified = await CsAsync("verify", "figure", file);
            Assert.True(verified.Status == 0, verified.Output + verified.Error);
            Assert.Contains($"the same, {figure.Numerator}/{figure.Denominator} from", verified.Output, StringComparison.Ordinal);
        }

        var whole = await File.ReadAllTextAsync(file);
        await DiffersAsync(whole.Replace("\"stars\": 1", "\"stars\": 5", StringComparison.Ordinal), "its events give +0/1 SATISFIED");
        await DiffersAsync(Once(whole, "\"numerator\": ", "\"numerator\": 1"), "The file says 1");
        await DiffersAsync(Once(whole, "不满意", "满意"), "The figure cites rulebook");
        await DiffersAsync(whole.Replace("\"kind\": \"rated\"", "\"kind\": \"dreamt\"", StringComparison.Ordinal), "\"dreamt\" is no kind of entry");
    }

    [Fact]
    public async Task People_read_a_figure_as_a_tree_down_to_its_events()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(
        [
            Market.Event("a", "[1]", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "[1]", "2021-02-03T10:03:00", "human"),
            Market.Event("a", "2", "2021-02-03T10:00:00", "buyer"),
        ]);
        await stack.CloseAsync("2021-02-03");
        string[] line = ["explain", "figure", Market.Platform, "a", Market.ReplyRate, "--kind", "day", "--metrics", stack.MetricsAddress()];

        var english = await CsAsync(line);
        var chinese = await CsAsync([.. line, "--lang", "zh"]);
        var json = await CsAsync([.. line, "--json"]);

        Assert.Equal((0, 0, 0), (english.Status, chinese.Status, json.Status));
        Assert.Contains("value: 50.00 % = 1/2, 2021-02-03 until 2021-02-04 (not included)", english.Output, StringComparison.Ordinal);
        Assert.Contains("hits: 1", english.Output, StringComparison.Ordinal);
        Assert.Contains("[1] 2021-02-03 +1/1 Answered in time", english.Output, StringComparison.Ordinal);
        Assert.Contains("10:00:00 asked [im/[1]/2021-02-03T10:00:00/buyer @", english.Output, StringComparison.Ordinal);
        Assert.Contains("→ 10:03:00 due → 10:03:00 answered [im/[1]/2021-02-03T10:03:00/human @", english.Output, StringComparison.Ordinal);
        Assert.Contains("2 2021-02-03 +0/1 Unanswered: nobody wrote", english.Output, StringComparison.Ordinal);
        Assert.Contains("3分钟回复率", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("未回复:无人回复", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("\"reason\": \"IN_TIME\"", json.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<Event> Others(string shop)
    {
        var kinds = new Action<Event>[]
        {
            e => e.ConsultationQueued = new ConsultationQueued { ConsultationId = "whole" },
            e => e.ConsultationAssigned = new ConsultationAssigned { ConsultationId = "whole", AgentId = "A" },
            e => e.ConsultationHandedOver = new ConsultationHandedOver { ConsultationId = "whole", FromAgentId = "A", ToAgentId = "B" },
            e => e.ConsultationWentOffline = new ConsultationWentOffline { ConsultationId = "whole" },
            e => e.MessageRecalled = new MessageRecalled
                { ConsultationId = "whole", Message = new Ingestion.V1.EventReference { EventId = "whole/2021-01-30T10:00:00/buyer" } },
            e => e.ExclusionDecided = new ExclusionDecided
            {
                MessageConsultationId = "whole", Message = new Ingestion.V1.EventReference { EventId = "gone" },
                Reason = ExclusionReason.Spam, DecidedBy = "anna",
            },
            e => e.ExclusionDecided = new ExclusionDecided
                { ConsultationId = "whole", Reason = ExclusionReason.Outage, DecidedBy = "anna" },
            e => e.ConsultationRated = new ConsultationRated { ConsultationId = "whole", Stars = 1 },
        };
        yield return Market.Event(shop, "whole", "2021-01-30T10:00:00", "buyer");
        for (var i = 0; i < kinds.Length; i++)
        {
            var e = Market.Event(shop, "whole", $"2021-01-30T10:0{i}:30", "closed");
            e.EventId = $"whole/{i}";
            kinds[i](e);
            yield return e;
        }
    }

    private static string Once(string text, string what, string with) => text.Remove(text.IndexOf(what, StringComparison.Ordinal), what.Length)
        .Insert(text.IndexOf(what, StringComparison.Ordinal), with);

    private static async Task<(int Status, string Output, string Error)> CsAsync(params string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: false);
        var status = await CsApp.RunAsync(line, terminal, CancellationToken.None);
        return (status, output.ToString(), error.ToString());
    }

    private async Task DiffersAsync(string changed, string told)
    {
        var path = Path.Combine(folder, "changed.json");
        await File.WriteAllTextAsync(path, changed);
        var (status, output, error) = await CsAsync("verify", "figure", path);
        Assert.Equal(1, status);
        Assert.Contains(told, output + error, StringComparison.Ordinal);
    }
}
