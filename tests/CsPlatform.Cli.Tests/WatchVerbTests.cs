using System.Text.Json;
using System.Text.RegularExpressions;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Tests.Support;
using CsPlatform.Cli.Verbs;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Cli.Tests;

public sealed partial class WatchVerbTests : IAsyncLifetime
{
    private readonly FixedClocks clocks = new();
    private TestServer metrics = null!;

    public async Task InitializeAsync() => metrics = await TestServer.StartAsync(clocks);

    public async Task DisposeAsync() => await metrics.DisposeAsync();

    [Fact]
    public async Task A_change_is_a_line_with_the_time_left_the_consultation_and_the_agent()
    {
        var (lines, notes) = await WatchAsync(4, "--platform", "p", "--shop", "s1", "--kind", "turn", "--running");
        Assert.StartsWith("at ", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "12:02:01 T-60 s 0:59 12:03:00 p/s1 agent-1 x.reply_rate_3min c-1",
                "12:04:02 MISSED -1:02 12:03:00 p/s1 - x.reply_rate_3min \"c 2\\u001B[31m\"",
                "12:03:20 late -0:20 12:03:00 p/s1 agent-1 x.reply_rate_3min c-1",
            ],
            lines.Skip(1).Select(line => Spaces().Replace(line, " ")));
        Assert.Equal("1,234 clocks run; watching since 2024-08-01T12:00:00+08:00.", notes.Trim());
        var request = await clocks.Asking.Task;
        Assert.Equal(("p", "s1", ClockKind.Turn, true), (request.Platform, request.ShopId, request.Kind, request.WithRunning));
    }

    [Fact]
    public async Task Scripts_get_a_document_a_line()
    {
        var (lines, notes) = await WatchAsync(4, "--json");
        var documents = lines.ConvertAll(line => JsonDocument.Parse(line).RootElement);
        Assert.Equal(1234, int.Parse(documents[0].GetProperty("watching").GetProperty("running").GetString()!, null));
        Assert.Equal("c-1", documents[1].GetProperty("rang").GetProperty("clock").GetProperty("subject_id").GetString());
        Assert.Equal("CLOCK_STOP_REASON_LATE", documents[3].GetProperty("stopped").GetProperty("reason").GetString());
        Assert.Equal("", notes);
    }

    private async Task<(List<string> Lines, string Notes)> WatchAsync(int count, params string[] arguments)
    {
        using var interrupt = new CancellationTokenSource();
        await using var output = new Lines(count);
        await using var error = new StringWriter();
        var terminal = new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: false);
        var run = CsApp.RunAsync(["watch", "clocks", .. arguments, "--metrics", metrics.Address.ToString()], terminal, interrupt.Token);
        await Task.WhenAny(run, output.Written).WaitAsync(TimeSpan.FromSeconds(120));
        await interrupt.CancelAsync();
        Assert.Equal(0, await run);
        return ([.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r'))], error.ToString());
    }

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    /// <summary>Says when so many lines were shown.</summary>
    private sealed class Lines(int count) : StringWriter
    {
        private readonly TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Written => written.Task;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            if (ToString().Count(letter => letter == '\n') >= count)
            {
                written.TrySetResult();
            }

            return base.FlushAsync(cancellationToken);
        }
    }
}
