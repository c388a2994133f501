using System.ComponentModel.DataAnnotations;

namespace CsPlatform.Persistence.Archiving;

/// <summary>Where segments go when they are old, section "Feed:Archive".</summary>
public sealed class ArchiveOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Feed:Archive";

    /// <summary>Folder of the archive files, seen by every process of the service; needed for reading as long as any file is there.</summary>
    public string? Folder { get; init; }

    /// <summary>Months that stay in the database besides the running one; absent: nothing is archived.</summary>
    [Range(1, 1_200)]
    public int? KeepMonths { get; init; }
}
