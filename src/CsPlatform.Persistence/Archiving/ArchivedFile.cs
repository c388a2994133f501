namespace CsPlatform.Persistence.Archiving;

/// <summary>A row of the catalogue: what an archive file holds.</summary>
internal sealed record ArchivedFile(
    int Partition,
    long FirstPosition,
    long LastPosition,
    long Segments,
    DateTimeOffset FirstAppendedAt,
    DateTimeOffset LastAppendedAt,
    byte[]? FirstHash,
    byte[]? LastHash,
    string File,
    long Size,
    byte[] Sha256);
