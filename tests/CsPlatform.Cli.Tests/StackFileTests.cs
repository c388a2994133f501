using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;

namespace CsPlatform.Cli.Tests;

public sealed class StackFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cs-stack-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_stack_is_found_from_any_folder_below_the_one_it_was_started_in()
    {
        Write(".cs/stack.json", Environment.ProcessId);
        var below = Directory.CreateDirectory(Path.Combine(folder, "a", "b")).FullName;

        var stack = StackFile.Find(null, null, below);

        Assert.Equal("http://localhost:5001/", stack!.Resource("ingestion")!.Urls["http"].ToString());
    }

    [Fact]
    public void A_named_file_wins_over_the_variable_and_the_variable_over_the_folder()
    {
        Write(".cs/stack.json", Environment.ProcessId);
        var named = Write("named.json", Environment.ProcessId);
        var variable = Write("variable.json", Environment.ProcessId);

        Assert.Equal(named, StackFile.Find(named, variable, folder)!.Path);
        Assert.Equal(variable, StackFile.Find(null, variable, folder)!.Path);
        Assert.EndsWith(".cs/stack.json", StackFile.Find(null, "", folder)!.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_whose_process_is_gone_is_told_so()
    {
        var path = Write("dead.json", int.MaxValue);

        Assert.Contains("has ended", Assert.Throws<CliException>(() => StackFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_not_known_is_told_with_the_ways_to_name_it()
    {
        using var services = new Services(null, new Dictionary<string, Uri>());

        var failure = Assert.Throws<CliException>(() => services.Channel(ServiceName.Billing));

        Assert.Contains("./run.sh --detach", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--billing URL", failure.Message, StringComparison.Ordinal);
    }

    private string Write(string name, int pid)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $$"""
            {
              "pid": {{pid}},
              "resources": [
                { "name": "ingestion", "type": "Project", "state": "Running", "health": "Healthy", "isReady": true,
                  "endpoints": { "http": "http://localhost:5001", "health": "http://localhost:5002" } }
              ]
            }
            """);
        return path;
    }
}
