using System.Diagnostics;
using System.Reflection;

namespace EndToEnd.Tests;

/// <summary>Runs the programs that people and scripts run.</summary>
internal static class Tools
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>Runs the CLI against the stack; returns what it printed.</summary>
    public static Task<string> CsAsync(StackFixture stack, params IEnumerable<string> arguments)
    {
        var cli = Path.Combine(RepositoryRoot, "src/CsPlatform.Cli/bin", Metadata("Configuration"), "net10.0", "CsPlatform.Cli.dll");
        var endpoints = StackFixture.Services.SelectMany(service => new[] { "--" + service, stack.Endpoint(service).ToString() });
        return RunAsync("dotnet", [cli, .. arguments, .. endpoints, "--json"]);
    }

    /// <summary>Runs the client that knows only @grpc/grpc-js and the protos folder; returns its report.</summary>
    public static async Task<string> ForeignClientAsync(StackFixture stack)
    {
        var npm = Path.Combine(RepositoryRoot, "tests/Compat/grpc-js");
        if (!Directory.Exists(Path.Combine(npm, "node_modules")))
        {
            await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--prefix", npm]);
        }

        var targets = StackFixture.Services.Select(service => $"{service}={stack.Endpoint(service).Authority}");
        return await RunAsync(
            "node",
            [
                Path.Combine(RepositoryRoot, "tests/EndToEnd.Tests/foreign-client.mjs"),
                Path.Combine(RepositoryRoot, "protos"),
                .. targets,
            ],
            ("GRPC_JS_FOLDER", npm));
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{program} exited with {process.ExitCode}: {await errors}\n{await output}");
        return await output;
    }

    private static string Metadata(string key) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
