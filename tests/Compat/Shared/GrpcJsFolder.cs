using System.ComponentModel;
using System.Diagnostics;

namespace CompatPeers;

/// <summary>
/// The folder tests/Compat/grpc-js with its packages, installed from the lock file on first use, by one process at a time.
/// </summary>
public static class GrpcJsFolder
{
    public static string Path { get; } = Find();

    /// <summary>Starts node with one of the folder's scripts; all three standard streams are redirected.</summary>
    public static async Task<Process> StartAsync(string script, params string[] arguments)
    {
        await InstallAsync();
        return Start("node", [script, .. arguments]);
    }

    private static async Task InstallAsync()
    {
        await using var turn = await TakeTurnAsync();
        if (File.Exists(System.IO.Path.Combine(Path, "node_modules", ".package-lock.json")))
        {
            return;
        }

        using var npm = Start("npm", ["ci", "--no-audit", "--no-fund"]);
        npm.StandardInput.Close();
        var error = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci in {Path} failed; it needs the npm registry. {await error}");
        }
    }

    private static async Task<FileStream> TakeTurnAsync()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "compat-grpc-js-install.lock");
        for (var i = 0; ; i++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i < 1200)
            {
                await Task.Delay(100);
            }
        }
    }

    private static Process Start(string file, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                $"'{file}' is not on the PATH. The tests need Node.js 18 or later with npm: install the packages nodejs and npm.",
                e);
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "tests", "Compat", "grpc-js");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/Compat/grpc-js is not above the test's folder.");
    }
}
