namespace Compat.Aspire.Hosting.Tests;

/// <summary>Applications described in a test, with a home of their own.</summary>
internal sealed class TestStack : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public string Home { get; } = Directory.CreateTempSubdirectory("aspire-local-tests-").FullName;

    public TestStack() => File.SetUnixFileMode(
        Home, File.GetUnixFileMode(Home) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

    public static CancellationToken Deadline => new CancellationTokenSource(Patience).Token;

    public IDistributedApplicationTestingBuilder Describe(params string[] args)
        => DistributedApplicationTestingBuilder.Create([$"--LocalRuntime:Home={Home}", .. args]);

    public static async Task<DistributedApplication> StartAsync(IDistributedApplicationTestingBuilder builder)
    {
        var application = await builder.BuildAsync(Deadline);
        await application.StartAsync(Deadline);
        return application;
    }

    /// <summary>What an executable printed, all of it, once it has ended.</summary>
    public static async Task<string> OutputAsync(DistributedApplication application, string name)
    {
        await application.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.TerminalStates, Deadline);
        var lines = new List<string>();
        await foreach (var batch in application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(name))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return string.Join('\n', lines);
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
