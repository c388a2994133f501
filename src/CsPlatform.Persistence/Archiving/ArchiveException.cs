namespace CsPlatform.Persistence.Archiving;

/// <summary>An archive file cannot be read, or its bytes are not those that were written.</summary>
public sealed class ArchiveException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="partition">The partition whose records are missing.</param>
    /// <param name="file">The file, as the catalogue names it.</param>
    /// <param name="reason">What is wrong with it, as a sentence.</param>
    /// <param name="cause">What was caught, if anything.</param>
    public ArchiveException(int partition, string file, string reason, Exception? cause = null)
        : base($"Archive file {file} of partition {partition}: {reason} Restore it from a backup under Feed:Archive:Folder.", cause)
    {
        Partition = partition;
        File = file;
    }

    /// <summary>The partition.</summary>
    public int Partition { get; }

    /// <summary>The file, as the catalogue names it.</summary>
    public string File { get; }
}
