using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Asks each service for its health over gRPC, and shows what the AppHost says of every resource.</summary>
internal static class HealthVerb
{
    private const int Serving = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// grpc.health.v1.Health/Check. Its request (a text in field 1) and answer (an enum in field 1) are, on the wire, a
    /// StringValue and an Int32Value: no further contract is needed for one call.
    /// </summary>
    private static readonly Method<StringValue, Int32Value> Check = new(
        MethodType.Unary,
        "grpc.health.v1.Health",
        "Check",
        Marshallers.Create(message => message.ToByteArray(), StringValue.Parser.ParseFrom),
        Marshallers.Create(message => message.ToByteArray(), Int32Value.Parser.ParseFrom));

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly Option<int> Wait =
        new("--wait") { Description = "Wait up to so many seconds until all are up.", HelpName = "S" };

    private static readonly Option<int> Logs = new("--logs")
    {
        Description = "Of each resource that is not well, show so many last lines of its log.",
        HelpName = "LINES",
    };

    public static Command Build(VerbFactory verbs) =>
        verbs.Verb("health", "Shows whether the services are up. Exit status 1 when one is not.", [Wait, Logs], RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var patience = TimeSpan.FromSeconds(run.Parse.GetValue(Wait));
        var services = await AskAllAsync(run).ConfigureAwait(false);
        while (!services.All(service => service.Healthy) && TimeProvider.System.GetElapsedTime(begun) < patience)
        {
            await Task.Delay(Pause, run.Cancellation).ConfigureAwait(false);
            services = await AskAllAsync(run).ConfigureAwait(false);
        }

        var others = (run.Services.Stack?.Resources ?? []).Where(r => !ServiceName.All.Contains(r.Name)).ToArray();
        var isHealthy = services.All(service => service.Healthy);
        if (run.AsJson)
        {
            var resources = others.Select(r => new { r.Name, r.Type, r.State, r.Health, Detail = Wording.OrNull(r.Detail) });
            Json.Write(
                run.Terminal.Output,
                new { Healthy = isHealthy, Stack = run.Services.Stack?.Path, Services = services, Resources = resources });
        }
        else
        {
            Show(run.Terminal, services, others);
        }

        ShowLogs(run);
        if (!isHealthy)
        {
            run.Terminal.Note("Next: ./run.sh --detach starts a stack; .cs/home holds each resource's log.");
        }

        return isHealthy ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static Task<ServiceHealth[]> AskAllAsync(VerbRun run) =>
        Task.WhenAll(ServiceName.All.Select(name => AskAsync(run, name)));

    private static async Task<ServiceHealth> AskAsync(VerbRun run, string name)
    {
        var address = run.Services.AddressOf(name);
        if (address is null)
        {
            return new ServiceHealth(name, null, false, "no address known");
        }

        try
        {
            var deadline = TimeProvider.System.GetUtcNow().Add(Patience).UtcDateTime;
            var options = new CallOptions(deadline: deadline, cancellationToken: run.Cancellation);
            using var call = run.Services.Channel(name).CreateCallInvoker()
                .AsyncUnaryCall(Check, null, options, new StringValue());
            var status = (await call.ResponseAsync.ConfigureAwait(false)).Value;
            return new ServiceHealth(name, address, status == Serving, status == Serving ? "serving" : "not serving");
        }
        catch (RpcException failure)
        {
            return new ServiceHealth(name, address, false, $"{ErrorText.Code(failure.StatusCode)}: {failure.Status.Detail}");
        }
    }

    private static void Show(Terminal terminal, IEnumerable<ServiceHealth> services, IEnumerable<StackResource> others)
    {
        var table = new Table().AddColumns("service", "address", "health");
        foreach (var service in services)
        {
            table.AddRow(service.Service, service.Address?.ToString() ?? "-", Markup.Escape(service.Status));
        }

        foreach (var resource in others)
        {
            string[] words = [resource.State, resource.Health, resource.Detail];
            var state = string.Join(", ", words.Where(word => word.Length > 0));
            table.AddRow(
                Markup.Escape(resource.Name), Markup.Escape(string.Join(' ', resource.Urls.Values)), Markup.Escape(state));
        }

        terminal.Answers.Write(table);
    }

    /// <summary>The lines without stack frames: what went wrong stands above them.</summary>
    private static void ShowLogs(VerbRun run)
    {
        var lines = run.Parse.GetValue(Logs);
        var resources = lines > 0 ? run.Services.Stack?.Resources ?? [] : [];
        foreach (var resource in resources.Where(r => !r.IsReady && File.Exists(r.LogFile)))
        {
            run.Terminal.Note($"--- {resource.Name}: {resource.LogFile}");
            var told = File.ReadLines(resource.LogFile).Where(line => !line.Contains("   at ", StringComparison.Ordinal));
            foreach (var line in told.TakeLast(lines))
            {
                run.Terminal.Note(line);
            }
        }
    }

    private sealed record ServiceHealth(string Service, Uri? Address, bool Healthy, string Status);
}
