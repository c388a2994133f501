using System.Diagnostics;
using System.Globalization;

namespace GrpcClientTests.Peers;

/// <summary>A running probe-server.mjs on @grpc/grpc-js; installed from the lock file on first use.</summary>
public sealed class GrpcJs : IAsyncLifetime
{
    private Process? _process;

    public string Address { get; private set; } = string.Empty;

    public string GzipAddress { get; private set; } = string.Empty;

    public static string Folder { get; } = FindFolder();

    public async Task InitializeAsync()
    {
        await InstallAsync();
        _process = Start("node", "probe-server.mjs");
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        if (line?.Split(' ') is not ["PORTS", var grpc, var gzip])
        {
            throw new InvalidOperationException($"probe-server.mjs said '{line}': {await _process.StandardError.ReadToEndAsync()}");
        }

        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{grpc}");
        GzipAddress = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{gzip}");
    }

    /// <summary>Ends the peer as a crash would.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
    }

    public Task DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        _process?.Dispose();
        return Task.CompletedTask;
    }

    private static async Task InstallAsync()
    {
        await using var turn = await TakeTurnAsync();
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@grpc", "grpc-js")))
        {
            return;
        }

        using var npm = Start("npm", "ci", "--no-audit", "--no-fund");
        npm.StandardInput.Close();
        var error = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci in {Folder} failed; install node and npm. {await error}");
        }
    }

    // Several test projects share the folder and may start at once.
    private static async Task<FileStream> TakeTurnAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), "compat-grpc-js-install.lock");
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

    private static Process Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "Compat", "grpc-js");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/Compat/grpc-js is not above the test's folder.");
    }
}
