using System.Diagnostics;
using System.Globalization;

namespace CsPlatform.TestSupport;

/// <summary>
/// Folders of test servers. A folder's name holds the process id of its owner; what a killed test run left behind is ended and
/// removed by the next one.
/// </summary>
public static class TestFolders
{
    private const string Prefix = "csplatform-test-";

    /// <summary>A new, empty folder.</summary>
    public static string Create(string kind)
    {
        Sweep();
        return Directory.CreateDirectory(
            Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{kind}-{Guid.NewGuid():N}")).FullName;
    }

    /// <summary>Notes the server whose folder this is, so that it ends when it is left behind.</summary>
    public static void NoteServer(string folder, int processId)
        => File.WriteAllText(Path.Combine(folder, "server.pid"), processId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Removes a folder with everything in it.</summary>
    public static void Remove(string folder)
    {
        SmallDisk.UnmountBelow(folder);
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A server that is just ending may still write; the next run's sweep removes the rest.
        }
    }

    private static void Sweep()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), $"{Prefix}*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(owner, CultureInfo.InvariantCulture, out var id) || IsAlive(id))
            {
                continue;
            }

            var note = Path.Combine(folder, "server.pid");
            if (File.Exists(note) && int.TryParse(File.ReadAllText(note), CultureInfo.InvariantCulture, out var server))
            {
                EndServerOf(folder, server);
            }

            Remove(folder);
        }
    }

    // Process ids are used again: only a process whose command line names the folder is the server meant.
    private static void EndServerOf(string folder, int processId)
    {
        try
        {
            var commandLine = $"/proc/{processId}/cmdline";
            if (File.Exists(commandLine)
                && File.ReadAllText(commandLine).Contains(Path.GetFileName(folder), StringComparison.Ordinal))
            {
                using var process = Process.GetProcessById(processId);
                process.Kill();
            }
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException)
        {
            // It ended in between.
        }
    }

    private static bool IsAlive(int processId) => Directory.Exists($"/proc/{processId}");
}
