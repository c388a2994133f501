using CsPlatform.Adapters;
using System.Text;

namespace CsPlatform.Cli.Importing;

/// <summary>
/// Keeps what was not stored, with the reasons. The file comes into being with the first reject. Safe to call from several
/// threads.
/// </summary>
public sealed class RejectsFile(string path, RejectsFormat format) : IDisposable
{
    private readonly Lock guard = new();
    private StreamWriter? writer;

    /// <summary>The file's path; null while nothing was rejected.</summary>
    public string? Path { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(Reject reject)
    {
        lock (guard)
        {
            if (writer is null)
            {
                Path = System.IO.Path.GetFullPath(path);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
                writer = new StreamWriter(Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                if (format.Heading is { } heading)
                {
                    writer.WriteLine(heading);
                }
            }

            writer.WriteLine(format.LineOf(reject));
        }
    }

    public void Dispose() => writer?.Dispose();
}
