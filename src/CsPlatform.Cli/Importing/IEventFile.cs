namespace CsPlatform.Cli.Importing;

/// <summary>A file of events, read once from beginning to end in bounded memory.</summary>
public interface IEventFile : IDisposable
{
    /// <summary>Bytes read and bytes in all, for a progress bar.</summary>
    (long Read, long Total) Progress { get; }

    /// <summary>Its rows or lines.</summary>
    IEnumerable<FileEntry> Read();

    /// <summary>The file that keeps what this one has in vain, in a form that can be mended and imported again.</summary>
    RejectsFile RejectsAt(string path);
}
