using System.Diagnostics;

namespace Aspire.Hosting.Local;

/// <summary>Runs a short-lived program and waits for it.</summary>
internal static class HelperProcess
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Its output; throws with that output when it fails.</summary>
    public static async Task<string> RunAsync(LaunchPlan plan, string? input, CancellationToken cancellationToken)
    {
        var command = plan.CommandLine;
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = plan.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in plan.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)
            ?? throw new DistributedApplicationException($"Cannot start {plan.Program}.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            var text = (await output + await errors).Trim();
            return process.ExitCode == 0
                ? text
                : throw new DistributedApplicationException(
                    $"{Path.GetFileName(plan.Program)} ended with exit code {process.ExitCode}: {text}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
