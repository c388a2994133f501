using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Tests.Support;
using CsPlatform.Cli.Verbs;
using CsPlatform.TestSupport;

namespace CsPlatform.Cli.Tests;

public sealed class BoardVerbTests
{
    [Fact]
    public async Task A_board_is_told_in_words_once_when_nobody_watches()
    {
        var board = new FixedBoard();
        var (status, output, error) = await RunAsync(board, "board", "p/s1");

        Assert.True(status == 0, error);
        Assert.Equal(1, board.Asked);
        Assert.Contains("p/s1  2021-02-03  counted 0.4 s ago, from Redis", output, StringComparison.Ordinal);
        Assert.Contains("! 客服聊天界面警示 Warning in the chat window (ladder)", output, StringComparison.Ordinal);
        Assert.Contains("███░░░░░░░ ", output, StringComparison.Ordinal);
        Assert.Contains("15,375.00", output, StringComparison.Ordinal);
        Assert.DoesNotContain("没有数据", output, StringComparison.Ordinal);
        Assert.Contains("A[1]", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("38.20 % of 40 %: answer these 18 to reach 40 %")]
    [InlineData("38.20 % of 39 %: answer 8 of these 18 to reach 39 %")]
    [InlineData("38.20 % of 60 %: missed; 545 more must go well to reach it")]
    [InlineData("38.20 % of 30 %: you may miss 273 more")]
    [InlineData("38.00 % of 38 %: the next one that goes wrong misses it")]
    [InlineData("no data of 50 %: too little to say; you may miss 99 more")]
    public async Task Room_before_a_limit_is_told_as_advice(string expected) =>
        Assert.Contains(expected, (await RunAsync(new FixedBoard(), "board", "s1", "--platform", "p", "--once")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Open_turns_stand_in_order_with_the_time_that_is_left()
    {
        var (_, output, _) = await RunAsync(new FixedBoard(), "board", "p/s1");

        var lines = output.Split('\n').Where(line => line.Contains("c-", StringComparison.Ordinal)).ToList();
        Assert.Equal(["c-over", "c-soon", "c-later"], lines.Select(line => line.Split(' ').Single(word => word.StartsWith("c-", StringComparison.Ordinal))));
        Assert.Contains("1:15 over", lines[0], StringComparison.Ordinal);
        Assert.Contains("0:42 left", lines[1], StringComparison.Ordinal);
        Assert.Contains("2:02:02 left", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_stand_in_line_though_a_Chinese_character_takes_two()
    {
        var (_, output, _) = await RunAsync(new FixedBoard(), "board", "p/s1");

        var rows = output.Split('\n').Where(line => line.Contains("回复率", StringComparison.Ordinal) && line.Contains(" of ", StringComparison.Ordinal));
        var head = output.Split('\n').Single(line => line.Contains("room before it", StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Equal(Column(head, "then"), Column(row, "友情提示")));

        static int Column(string line, string word) => line[..line.IndexOf(word, StringComparison.Ordinal)].Sum(letter => letter > 0x2E80 ? 2 : 1);
    }

    [Fact]
    public async Task A_script_gets_one_document()
    {
        var (status, output, error) = await RunAsync(new FixedBoard(), "board", "p/s1", "--json");

        Assert.True(status == 0, error);
        using var document = JsonDocument.Parse(output);
        var board = document.RootElement;
        Assert.Equal("cache", board.GetProperty("source").GetString());
        Assert.Equal(3, board.GetProperty("figures").GetArrayLength());
        Assert.Equal(8, board.GetProperty("headrooms")[1].GetProperty("answer_open").GetInt64());
        Assert.Equal(JsonValueKind.Null, board.GetProperty("headrooms")[3].GetProperty("answer_open").ValueKind);
        Assert.Equal([-75, 42, 7_322], board.GetProperty("open").EnumerateArray().Select(open => open.GetProperty("seconds_left").GetInt64()));
        Assert.Equal("客服聊天界面警示", board.GetProperty("warnings")[0].GetProperty("text_zh").GetString());
    }

    [Fact]
    public async Task A_person_sees_it_drawn_anew_until_Ctrl_C_though_the_service_is_away_for_a_moment()
    {
        var board = new FixedBoard { IsShaky = true };
        using var stop = new CancellationTokenSource();
        var running = RunAsync(board, isWatched: true, stop.Token, "board", "p/s1");
        await Eventually.HoldsAsync(() => board.Asked >= 4 || running.IsCompleted, "the board is asked for again and again");
        await stop.CancelAsync();

        var (status, output, error) = await running;
        Assert.True(status == 0, error);
        Assert.Contains("1/3", output, StringComparison.Ordinal);
        Assert.Contains("1/5", output, StringComparison.Ordinal);
        Assert.Contains("UNAVAILABLE: away for a moment", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("board s1", 1, "Of which platform is shop s1?")]
    [InlineData("board p/nobody", 1, "NOT_FOUND: UNKNOWN_SHOP")]
    [InlineData("board", 2, "Required argument missing for command: 'board'")]
    public async Task What_cannot_be_shown_is_told_with_what_to_do(string line, int expected, string words)
    {
        var (status, output, error) = await RunAsync(new FixedBoard(), line.Split(' '));

        Assert.Equal((expected, ""), (status, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains("Next:", error, StringComparison.Ordinal);
    }

    private static Task<(int Status, string Output, string Error)> RunAsync(FixedBoard board, params string[] line) =>
        RunAsync(board, isWatched: false, CancellationToken.None, line);

    private static async Task<(int Status, string Output, string Error)> RunAsync(
        FixedBoard board, bool isWatched, CancellationToken cancellation, params string[] line)
    {
        await using var server = await TestServer.StartAsync(board);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: isWatched);
        var status = await CsApp.RunAsync([.. line, "--metrics", server.Address.ToString()], terminal, cancellation);
        return (status, output.ToString(), error.ToString());
    }
}
