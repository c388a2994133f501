using System.Text;
using System.Text.Json;

namespace CsPlatform.Rulebooks;

/// <summary>Finds rulebook and calendar files: those that ship with this assembly, and those of a folder or single file.</summary>
public static class RulebookFiles
{
    /// <summary>Largest file that is read. The largest shipped one has a fiftieth of it.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The files that ship with this assembly, in ordinal order of their names.</summary>
    public static IReadOnlyList<RulebookFile> Shipped()
    {
        var assembly = typeof(RulebookFiles).Assembly;
        var files = new List<RulebookFile>();
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal));
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            files.Add(new RulebookFile(name.Replace('\\', '/'), reader.ReadToEnd()));
        }

        return files;
    }

    /// <summary>
    /// Every *.json below the folder, in ordinal order of their paths; or the one file, when the path is one's.
    /// </summary>
    /// <exception cref="RulebookFaultException">The path is neither, or a file cannot be read; lists all such files.</exception>
    public static IReadOnlyList<RulebookFile> In(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var faults = new List<RulebookFault>();
        var files = Paths(path, faults).Order(StringComparer.Ordinal).Select(file => Read(file, faults)).OfType<RulebookFile>();
        IReadOnlyList<RulebookFile> read = [.. files];
        return faults.Count == 0 ? read : throw new RulebookFaultException(faults);
    }

    /// <summary>The file's text; null with a fault when it cannot be read, is too large or no UTF-8.</summary>
    public static RulebookFile? Read(string path, ICollection<RulebookFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
            {
                faults.Add(new RulebookFault(path, "", $"has more than {MaxBytes / 1024 / 1024} MiB; no rulebook is that large"));
                return null;
            }

            var text = bytes.AsSpan(0, length);
            return new RulebookFile(path, Utf8.GetString(text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text));
        }
        catch (DecoderFallbackException failure)
        {
            faults.Add(new RulebookFault(path, "", $"is no UTF-8 text: wrong at byte {failure.Index}; save it as UTF-8"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add(new RulebookFault(path, "", $"cannot be read: {failure.Message}"));
        }

        return null;
    }

    /// <summary>Whether the text is meant as a calendar: it names days and no platform.</summary>
    internal static bool IsCalendar(RulebookFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("days", out _) && !root.TryGetProperty("platform", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Paths(string path, List<RulebookFault> faults)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories);
        }

        faults.Add(new RulebookFault(path, "", "is no folder of rulebooks and no file; name one that is there"));
        return [];
    }
}
