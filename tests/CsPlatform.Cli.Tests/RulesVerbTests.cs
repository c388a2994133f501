using System.Text.Json;
using System.Text.Json.Nodes;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Verbs;
using CsPlatform.Rulebooks;

namespace CsPlatform.Cli.Tests;

/// <summary>The rules verbs answer without any running stack.</summary>
public sealed class RulesVerbTests : IDisposable
{
    private const string Xhs = "platforms/xiaohongshu/2024-07-01.json";

    private readonly string folder = Directory.CreateTempSubdirectory("csplatform-rules-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task List_has_a_row_for_every_version_and_their_days_join()
    {
        var rows = (await JsonAsync("rules", "list")).EnumerateArray().ToArray();

        Assert.Equal(RulebookFiles.Shipped().Count(file => file.Name.StartsWith("platforms/", StringComparison.Ordinal)), rows.Length);
        foreach (var platform in rows.GroupBy(row => Text(row, "platform")))
        {
            var versions = platform.ToArray();
            Assert.All(versions, row => Assert.Equal(Text(row, "version"), Text(row, "from")));
            Assert.All(versions, row => Assert.Matches("^[0-9a-f]{64}$", Text(row, "hash")));
            Assert.Equal(versions.Skip(1).Select(row => Text(row, "from")), versions.SkipLast(1).Select(row => Text(row, "to")));
            Assert.Equal(JsonValueKind.Null, versions[^1].GetProperty("to").ValueKind);
        }
    }

    [Fact]
    public async Task Lists_and_shows_rulebooks_of_a_folder_too()
    {
        Write("own.json", Shipped(Xhs).Replace("xiaohongshu", "elsewhere", StringComparison.Ordinal));

        var rows = await JsonAsync("rules", "list", "--rulebooks", folder);
        var shown = await JsonAsync("rules", "show", "elsewhere", "--at", "2026-01-01", "--rulebooks", folder);

        var row = Assert.Single(rows.EnumerateArray(), row => Text(row, "platform") == "elsewhere");
        Assert.Equal(Path.Combine(folder, "own.json"), Text(row, "file"));
        Assert.Equal(Text(row, "hash"), Text(shown, "hash"));
    }

    [Fact]
    public async Task Show_tells_of_the_version_in_force_on_a_day_every_rule_with_its_source()
    {
        var shown = await JsonAsync("rules", "show", "xiaohongshu", "--at", "2026-01-01");
        var older = await JsonAsync("rules", "show", "xiaohongshu", "--at", "2020-01-01");
        var named = await JsonAsync("rules", "show", "xiaohongshu", "--version", "2019-01-01");

        Assert.Equal(("2024-07-01", "2019-01-01"), (Text(shown, "version"), Text(older, "version")));
        Assert.Equal(Text(older, "hash"), Text(named, "hash"));
        var metric = Assert.Single(shown.GetProperty("rules").EnumerateArray(), rule => Text(rule, "id") == "xhs.reply_rate_3min");
        Assert.Equal(("metrics", "3分钟回复率", "handbook 1.3", "hearsay"), (
            Text(metric, "kind"), Text(metric, "name_zh"), Text(metric, "section"), Text(metric, "source_class")));
        Assert.NotEmpty(metric.GetProperty("assumptions").EnumerateArray());
    }

    [Fact]
    public async Task A_rule_is_shown_whole_as_its_file_has_it()
    {
        var rule = await JsonAsync("rules", "show", "xiaohongshu", "--version", "2024-07-01", "--rule", "xhs.reply_rate_3min");
        var (_, text, _) = await RunAsync("rules", "show", "xiaohongshu", "--version", "2024-07-01", "--rule", "xhs.hosted_fee");

        Assert.Equal(180, rule.GetProperty("definition").GetProperty("replyRate").GetProperty("withinSeconds").GetInt32());
        Assert.Contains("\"calendarId\": \"china\"", text, StringComparison.Ordinal);
        Assert.Contains("handbook 1.2 (seed)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_see_what_is_switched_off_and_why()
    {
        Write("off.json", Changed(Xhs, root => root["metrics"]![0]!["text"]!["switchedOff"] = "Contradicted by a better source."));

        var (status, text, _) = await RunAsync("rules", "show", "xiaohongshu", "--at", "2026-01-01", "--rulebooks", folder);

        var id = JsonNode.Parse(Shipped(Xhs))!["metrics"]![0]!["id"]!.GetValue<string>();
        Assert.Equal(0, status);
        Assert.Contains($"{id}: Contradicted by a better source.", text, StringComparison.Ordinal);
        Assert.Contains("Assumed:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_line_with_Chinese_is_as_wide_as_one_without()
    {
        var (_, text, _) = await RunAsync("rules", "list");

        var widths = text.Split('\n').Where(line => line.StartsWith('│')).Select(line => line.Sum(c => c is >= '一' and <= '鿿' ? 2 : 1));
        Assert.Single(widths.Distinct());
    }

    [Fact]
    public async Task A_file_with_five_planted_faults_lists_five()
    {
        var path = Write("faulty.json", Changed(Xhs, root =>
        {
            root["colour"] = "red";
            root["nameEn"] = "";
            root["endsBefore"] = "2024-06-30";
            var metric = root["metrics"]!.AsArray().First(m => m!["id"]!.GetValue<string>() == "xhs.reply_rate_3min")!;
            metric["replyRate"]!["withinSeconds"] = -180;
            metric["text"]!["sourceClass"] = "SOURCE_CLASS_RUMOUR";
        }));

        var (status, output, error) = await RunAsync("rules", "check", path, "--json");
        var (peopleStatus, text, _) = await RunAsync("rules", "check", path);

        Assert.Equal((1, 1), (status, peopleStatus));
        var faults = Assert.Single(JsonDocument.Parse(output).RootElement.EnumerateArray()).GetProperty("faults").EnumerateArray().ToArray();
        Assert.Equal(5, faults.Length);
        Assert.Contains("5 faults", text, StringComparison.Ordinal);
        Assert.All(faults, fault => Assert.Contains($"  {Text(fault, "path")}: ", text, StringComparison.Ordinal));
        Assert.Contains("Next:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_files_and_the_samples_have_no_fault()
    {
        var samples = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples", "rulebooks"), "*.json");
        var shipped = RulebookFiles.Shipped().Select((file, i) => Write($"{i}.json", file.Json)).ToArray();

        var (status, output, error) = await RunAsync([.. (string[])["rules", "check"], .. samples, .. shipped]);

        Assert.True(status == 0, output + error);
        Assert.NotEmpty(samples);
    }

    [Fact]
    public async Task What_is_no_rulebook_is_told_and_the_rest_is_checked()
    {
        var large = Path.Combine(folder, "large.json");
        using (var file = File.Create(large))
        {
            file.SetLength(100_000_000);
        }

        var missing = Path.Combine(folder, "missing.json");
        var deep = Write("deep.json", new string('[', 100_000));
        var (status, output, _) = await RunAsync("rules", "check", large, missing, deep, Write("list.json", "[]"), Write("good.json", Shipped(Xhs)));

        Assert.Equal(1, status);
        Assert.Contains("has more than 16 MiB", output, StringComparison.Ordinal);
        Assert.Contains("cannot be read", output, StringComparison.Ordinal);
        Assert.Contains("is no JSON", output, StringComparison.Ordinal);
        Assert.Contains("is a list; write an object", output, StringComparison.Ordinal);
        Assert.Contains("good.json: no fault", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_names_each_value_that_differs_by_its_rule()
    {
        var changed = Write("changed.json", Shipped(Xhs).Replace("8000", "9500", StringComparison.Ordinal));

        var difference = Assert.Single((await JsonAsync("rules", "diff", "xiaohongshu@2024-07-01", changed)).EnumerateArray());

        Assert.StartsWith("ladders[xhs.ladder.reply_rate_3min].", Text(difference, "path"), StringComparison.Ordinal);
        Assert.Equal(("8000", "9500"), (Text(difference, "before"), Text(difference, "after")));
    }

    [Theory]
    [InlineData("rules show nowhere", 1, "\"nowhere\" has no rulebook; known platforms are:")]
    [InlineData("rules show xiaohongshu --at 2000-01-01", 1, "has no rulebook on 2000-01-01")]
    [InlineData("rules show xiaohongshu --version 2000-01-01", 1, "has no version 2000-01-01")]
    [InlineData("rules show xiaohongshu --rule nope", 1, "\"nope\" is no rule of xiaohongshu")]
    [InlineData("rules show xiaohongshu --at 1", 2, "is not a day")]
    [InlineData("rules show xiaohongshu --at 2026-01-01 --version 2024-07-01", 2, "exclude each other")]
    [InlineData("rules list --rulebooks /nowhere/at/all", 1, "is no folder of rulebooks")]
    [InlineData("rules diff xiaohongshu@2000-01-01 nothing.json", 1, "There is no rulebook xiaohongshu@2000-01-01")]
    [InlineData("rules diff nothing.json nothing.json", 1, "cannot be read")]
    [InlineData("rules check", 2, "Required argument missing")]
    public async Task A_wrong_command_line_is_answered_with_what_to_do(string line, int expected, string words)
    {
        var (status, output, error) = await RunAsync(line.Split(' '));

        Assert.Equal((expected, ""), (status, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains("Next:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_of_another_version_is_told_as_such()
    {
        var (_, _, error) = await RunAsync("rules", "show", "xiaohongshu", "--version", "2021-07-01", "--rule", "xhs.reply_rate_3min");

        Assert.Contains("Next: it stands in version 2019-01-01", error, StringComparison.Ordinal);
    }

    private static string Shipped(string name) => RulebookFiles.Shipped().Single(file => file.Name == name).Json;

    private static string Changed(string name, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(Shipped(name))!;
        change(root);
        return root.ToJsonString();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<JsonElement> JsonAsync(params string[] line)
    {
        var (status, output, error) = await RunAsync([.. line, "--json"]);
        Assert.True(status == 0, error);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: false);
        // A stack file that is not there: were the verb to look for a stack, it would fail.
        var status = await CsApp.RunAsync([.. line, "--stack", "/nowhere/stack.json"], terminal, CancellationToken.None);
        return (status, output.ToString(), error.ToString());
    }

    private string Write(string name, string json)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, json);
        return path;
    }
}
