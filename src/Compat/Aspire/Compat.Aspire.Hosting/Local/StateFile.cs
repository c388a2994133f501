using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aspire.Hosting.Local;

/// <summary>
/// Tells other programs about the running stack: a JSON file only its owner can read, replaced as a whole at each change, gone
/// after a clean end. Whoever reads it checks that the process <c>pid</c> lives.
/// </summary>
internal sealed class StateFile(string path, RuntimeContext context)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly DateTime _startedAt = DateTime.UtcNow;
    private string? _written;

    public void Write(string phase, IReadOnlyList<StackRow> rows)
    {
        var text = JsonSerializer.Serialize(
            new
            {
                Pid = Environment.ProcessId,
                ProcessStartTime = ProcessTable.StartTime(Environment.ProcessId),
                StartedAt = _startedAt,
                context.AppHostDirectory,
                context.Folders.Home,
                RunFolder = context.Folders.Run,
                Phase = phase,
                Resources = rows,
            },
            Json);
        if (text != _written)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            SecretFile.Write(path, text);
            _written = text;
        }
    }

    public void Remove() => File.Delete(path);
}
