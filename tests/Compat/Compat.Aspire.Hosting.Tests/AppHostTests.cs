using System.Diagnostics;
using System.Text.Json;

namespace Compat.Aspire.Hosting.Tests;

/// <summary>The sample application host: its real entry point in this process, and as a process of its own.</summary>
public sealed class AppHostTests : IDisposable
{
    private readonly TestStack _stack = new();

    private string StateFilePath => Path.Combine(_stack.Home, "state.json");

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task The_sample_runs_from_its_own_entry_point_with_replicas_behind_one_address()
    {
        await using var host = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Sample_AppHost>(
            ["--Parameters:greeting=good-day"], TestStack.Deadline);
        Assert.Contains(host.Resources, resource => resource.Name == "front");
        await using var application = await TestStack.StartAsync(host);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("front", TestStack.Deadline);
        using var front = application.CreateHttpClient("front");
        Assert.Equal("42", await front.GetStringAsync(new Uri("/sum", UriKind.Relative)));
        Assert.Contains("good-day", await front.GetStringAsync(new Uri("/env", UriKind.Relative)), StringComparison.Ordinal);
        var pids = new HashSet<string>();
        for (var i = 0; i < 6; i++)
        {
            using var anew = new HttpClient { BaseAddress = application.GetEndpoint("backend") };
            pids.Add(await anew.GetStringAsync(new Uri("/pid", UriKind.Relative)));
        }

        Assert.Equal(2, pids.Count);
        var asked = await front.GetStringAsync(new Uri("/ask?url=http://backend/pid", UriKind.Relative));
        Assert.Contains(asked, pids);
        Assert.Throws<ArgumentException>(() => application.GetEndpoint("nobody"));
    }

    [Fact]
    public async Task Resources_cannot_be_reached_before_the_start()
    {
        await using var host = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Sample_AppHost>(
            TestStack.Deadline);
        await using var application = await host.BuildAsync(TestStack.Deadline);
        Assert.Throws<InvalidOperationException>(() => application.GetEndpoint("front"));
    }

    [Fact]
    public async Task A_killed_application_host_leaves_no_process_behind()
    {
        using var host = StartHost();
        var state = await RunningAsync(host);
        var children = Pids(state);
        Assert.Equal(5, children.Count);
        Assert.All(children, child => Assert.NotNull(ProcessTable.StartTime(child)));
        host.Kill();
        await UntilAsync(() => !children.Exists(ProcessTable.IsGroupAlive), "the children have ended");
        Assert.True(File.Exists(StateFilePath));
        Assert.Null(ProcessTable.StartTime(state.GetProperty("pid").GetInt32()));
    }

    [Fact]
    public async Task A_request_to_end_stops_everything_and_removes_the_state_file()
    {
        using var host = StartHost();
        var state = await RunningAsync(host);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(StateFilePath));
        var database = state.GetProperty("resources").EnumerateArray().Single(
            r => r.GetProperty("name").GetString() == "sampledb");
        Assert.Contains("Database=sampledb", database.GetProperty("connectionString").GetString(), StringComparison.Ordinal);
        using var kill = Process.Start("kill", ["-TERM", $"{host.Id}"]);
        await host.WaitForExitAsync(TestStack.Deadline);
        Assert.Equal(0, host.ExitCode);
        Assert.False(File.Exists(StateFilePath));
        Assert.All(Pids(state), child => Assert.False(ProcessTable.IsGroupAlive(child)));
    }

    private Process StartHost()
    {
        var start = new ProcessStartInfo(DotnetHost.Path, [typeof(Projects.Sample_AppHost).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LocalRuntime__Home"] = _stack.Home;
        start.Environment["LocalRuntime__StateFile"] = StateFilePath;
        var host = Process.Start(start)!;
        host.OutputDataReceived += (_, _) => { };
        host.ErrorDataReceived += (_, _) => { };
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        return host;
    }

    private async Task<JsonElement> RunningAsync(Process host)
    {
        JsonElement state = default;
        await UntilAsync(
            () =>
            {
                Assert.False(host.HasExited);
                if (!File.Exists(StateFilePath))
                {
                    return false;
                }

                state = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(StateFilePath));
                return state.GetProperty("phase").GetString() == "running";
            },
            "the stack runs");
        return state;
    }

    private static List<int> Pids(JsonElement state) =>
    [
        .. state.GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("pid"))
            .Where(pid => pid.ValueKind == JsonValueKind.Number).Select(pid => pid.GetInt32()),
    ];

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        var deadline = DateTime.UtcNow + TestStack.Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"Waited for: {what}.");
            await Task.Delay(100);
        }
    }
}
