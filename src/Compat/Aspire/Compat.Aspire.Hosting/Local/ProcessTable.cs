using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>Reads what runs from /proc.</summary>
internal static class ProcessTable
{
    private const int StateField = 0;
    private const int GroupField = 2;
    private const int StartField = 19;

    /// <summary>
    /// When a process started, in clock ticks since boot; null when there is none or it has ended. Together with the id it is
    /// unique.
    /// </summary>
    public static long? StartTime(int pid)
        => Stat(pid) is { } stat && stat[StateField] is not ("Z" or "X")
            ? long.Parse(stat[StartField], CultureInfo.InvariantCulture)
            : null;

    /// <summary>Whether any process of a group still runs.</summary>
    public static bool IsGroupAlive(int group)
    {
        var name = group.ToString(CultureInfo.InvariantCulture);
        return Directory.EnumerateDirectories("/proc")
            .Select(folder
                => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? Stat(pid) : null)
            .Any(stat => stat is not null && stat[GroupField] == name && stat[StateField] is not ("Z" or "X"));
    }

    /// <summary>The folder a process works in; null when that cannot be seen.</summary>
    public static string? WorkingDirectory(int pid)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{pid}/cwd", returnFinalTarget: false)?.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The second field, the program's name in parentheses, may hold blanks: the rest starts after the last parenthesis.
    private static string[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
