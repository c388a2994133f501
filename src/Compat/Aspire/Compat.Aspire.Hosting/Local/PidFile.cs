using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>Identity of a process that leads its own group: a process id alone may since mean another process.</summary>
internal sealed record PidFile(int Pid, long StartTime, int StopSignal)
{
    /// <summary>
    /// Writes its own identity to the file named by the first argument, then becomes the program given by the rest.
    /// </summary>
    public const string WriterScript =
        """
        file=$1; signal=$2; shift 2
        read -r stat < /proc/$$/stat
        i=0; for field in ${stat##*\) }; do [ $i -eq 19 ] && break; i=$((i + 1)); done
        echo "$$ $field $signal" > "$file" && exec "$@"
        """;

    public static PidFile? Read(string file)
    {
        try
        {
            var fields = File.ReadAllText(file).Split(
                ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return fields.Length >= 3
                && int.TryParse(fields[0], CultureInfo.InvariantCulture, out var pid)
                && long.TryParse(fields[1], CultureInfo.InvariantCulture, out var start)
                && int.TryParse(fields[2], CultureInfo.InvariantCulture, out var signal)
                ? new PidFile(pid, start, signal)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the process, or what is left of its group, still runs and is not another one with the same number.
    /// </summary>
    public bool IsAlive()
    {
        var start = ProcessTable.StartTime(Pid);
        return start is { } known ? known == StartTime : ProcessTable.IsGroupAlive(Pid);
    }
}
