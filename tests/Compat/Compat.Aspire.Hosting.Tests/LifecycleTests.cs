using System.Collections.Concurrent;
using System.Globalization;

namespace Compat.Aspire.Hosting.Tests;

public sealed class LifecycleTests : IDisposable
{
    private static readonly string[] QuickRestarts =
        ["--LocalRuntime:Restart:DelaySeconds=0.05", "--LocalRuntime:Restart:MaxDelaySeconds=0.1",
            "--LocalRuntime:Restart:Max=2"];

    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task Waits_order_the_starts()
    {
        var builder = _stack.Describe();
        var order = new ConcurrentQueue<string>();
        var job = builder.AddExecutable("job", "sh", ".", "-c", "sleep 0.3; exit 3");
        var server = builder.AddExecutable("server", "sleep", ".", "600").WaitForCompletion(job, exitCode: 3);
        server.OnResourceReady((_, _, _) =>
        {
            order.Enqueue("ready");
            return Task.CompletedTask;
        });
        builder.AddExecutable("user", "sleep", ".", "600").WaitFor(server).WithEnvironment(_ => order.Enqueue("user"));
        server.WithEnvironment(context => order.Enqueue($"server after {State(context.ExecutionContext.ServiceProvider, "job")}"));
        await using var application = await TestStack.StartAsync(builder);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("user", TestStack.Deadline);
        Assert.Equal(["server after Finished", "ready", "user"], order);
    }

    [Fact]
    public async Task A_job_with_the_wrong_exit_code_fails_those_who_wait_for_it()
    {
        var builder = _stack.Describe();
        var job = builder.AddExecutable("job", "sh", ".", "-c", "exit 7");
        builder.AddExecutable("user", "sleep", ".", "600").WaitForCompletion(job);
        await using var application = await TestStack.StartAsync(builder);
        var state = await application.ResourceNotifications.WaitForResourceAsync(
            "user", change => change.Snapshot.State?.Text == KnownResourceStates.FailedToStart, TestStack.Deadline);
        Assert.Contains(
            "exit code '7', expected '0'", (string)state.Snapshot.Property("resource.error")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crashing_process_restarts_a_limited_number_of_times()
    {
        var builder = _stack.Describe(QuickRestarts);
        builder.AddExecutable("crash", "sh", ".", "-c", "echo started; echo the reason >&2; exit 9");
        await using var application = await TestStack.StartAsync(builder);
        var output = await TestStack.OutputAsync(application, "crash");
        Assert.Equal(3, output.Split('\n').Count(line => line == "started"));
        Assert.True(application.ResourceNotifications.TryGetCurrentState("crash", out var state));
        Assert.Equal(9, state.Snapshot.ExitCode);
        Assert.Contains("the reason", (string)state.Snapshot.Property("resource.lastLines")!, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DistributedApplicationException>(
            () => application.ResourceNotifications.WaitForResourceHealthyAsync("crash", TestStack.Deadline));
    }

    [Fact]
    public async Task A_killed_process_comes_back()
    {
        var builder = _stack.Describe(QuickRestarts);
        builder.AddExecutable("server", "sleep", ".", "600");
        await using var application = await TestStack.StartAsync(builder);
        var first = Pid(application, "server");
        Assert.True(Posix.SignalGroup(first, Posix.SigKill));
        await application.ResourceNotifications.WaitForResourceAsync(
            "server", change => change.Snapshot is { Restarts: 1, IsReady: true }, TestStack.Deadline);
        Assert.NotEqual(first, Pid(application, "server"));
    }

    [Fact]
    public async Task Commands_stop_start_and_restart()
    {
        var builder = _stack.Describe();
        builder.AddExecutable("later", "sleep", ".", "600").WithExplicitStart();
        await using var application = await TestStack.StartAsync(builder);
        Assert.Equal(KnownResourceStates.NotStarted, State(application, "later"));
        await CommandAsync(application, KnownResourceCommands.StartCommand);
        var first = Pid(application, "later");
        await CommandAsync(application, KnownResourceCommands.RestartCommand);
        Assert.NotEqual(first, Pid(application, "later"));
        Assert.Null(ProcessTable.StartTime(first));
        await CommandAsync(application, KnownResourceCommands.StopCommand);
        Assert.Equal(KnownResourceStates.Finished, State(application, "later"));
    }

    [Fact]
    public async Task A_process_that_ignores_the_request_to_end_is_ended_by_force_with_its_children()
    {
        var builder = _stack.Describe("--LocalRuntime:StopSeconds=0.5");
        builder.AddExecutable("stubborn", "sh", ".", "-c", "trap '' TERM; sh -c 'trap \"\" TERM; sleep 600' & sleep 600");
        int pid;
        await using (var application = await TestStack.StartAsync(builder))
        {
            pid = Pid(application, "stubborn");
        }

        Assert.False(ProcessTable.IsGroupAlive(pid));
    }

    [Fact]
    public async Task Leftovers_of_a_dead_run_are_ended_at_the_next_start()
    {
        var pids = Path.Combine(_stack.Home, "runs", "20200101-000000-1-dead", RuntimeFolders.PidFolder);
        Directory.CreateDirectory(pids);
        var plan = new LaunchPlan { Program = "/bin/sleep", Arguments = ["600"], WorkingDirectory = "/" };
        using var left = ChildProcess.Start(plan, Path.Combine(pids, "left.pid"), (_, _) => { });
        while (PidFile.Read(Path.Combine(pids, "left.pid")) is null)
        {
            await Task.Delay(10);
        }

        await File.WriteAllTextAsync(Path.Combine(pids, "other.pid"), $"{Environment.ProcessId} 1 15\n");
        var builder = _stack.Describe();
        builder.AddExecutable("any", "sleep", ".", "600");
        await using var application = await TestStack.StartAsync(builder);
        Assert.NotEqual(0, await left.Exited.WaitAsync(TestStack.Patience));
        Assert.False(Directory.Exists(pids));
    }

    [Fact]
    public async Task Two_stacks_run_side_by_side()
    {
        using var other = new TestStack();
        await using var first = await TestStack.StartAsync(Describe(_stack));
        await using var second = await TestStack.StartAsync(Describe(other));
        await first.ResourceNotifications.WaitForResourceHealthyAsync("cache", TestStack.Deadline);
        await second.ResourceNotifications.WaitForResourceHealthyAsync("cache", TestStack.Deadline);
        Assert.NotEqual(await first.GetConnectionStringAsync("cache"), await second.GetConnectionStringAsync("cache"));

        static IDistributedApplicationTestingBuilder Describe(TestStack stack)
        {
            var builder = stack.Describe();
            builder.AddRedis("cache").WithDataVolume();
            return builder;
        }
    }

    [Fact]
    public async Task Console_lines_of_a_run_stay_on_disk()
    {
        var builder = _stack.Describe();
        builder.AddExecutable("talk", "sh", ".", "-c", "echo hello; echo trouble >&2");
        await using (var application = await TestStack.StartAsync(builder))
        {
            await TestStack.OutputAsync(application, "talk");
        }

        var log = Directory.EnumerateFiles(Path.Combine(_stack.Home, "runs"), "talk.log", SearchOption.AllDirectories).Single();
        var lines = await File.ReadAllLinesAsync(log);
        Assert.Contains(lines, line => line.EndsWith("  hello", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("! trouble", StringComparison.Ordinal));
    }

    private static async Task CommandAsync(DistributedApplication application, string command)
    {
        var result = await application.ResourceCommands.ExecuteCommandAsync("later", command, TestStack.Deadline);
        Assert.True(result.Success, result.ErrorMessage);
    }

    private static int Pid(DistributedApplication application, string id)
    {
        Assert.True(application.ResourceNotifications.TryGetCurrentState(id, out var state));
        return Convert.ToInt32(state.Snapshot.Property("executable.pid"), CultureInfo.InvariantCulture);
    }

    private static string? State(DistributedApplication application, string id) => State(application.Services, id);

    private static string? State(IServiceProvider services, string id)
        => services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(id, out var state)
            ? state.Snapshot.State?.Text
            : null;
}
