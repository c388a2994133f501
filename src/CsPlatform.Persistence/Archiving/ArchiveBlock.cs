namespace CsPlatform.Persistence.Archiving;

/// <summary>An entry of an archive file's index.</summary>
/// <param name="LastPosition">Last position that the block holds.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="StoredSize">Its bytes in the file.</param>
/// <param name="PlainSize">Its bytes decompressed.</param>
/// <param name="Sha256">SHA-256 of its bytes in the file.</param>
internal sealed record ArchiveBlock(long LastPosition, long Offset, int StoredSize, int PlainSize, byte[] Sha256);
