namespace CsPlatform.Persistence.Feeds;

/// <summary>Records in their stored form.</summary>
/// <param name="Codec">How the payload is compressed.</param>
/// <param name="Size">Bytes of the plain form.</param>
/// <param name="Payload">The stored form.</param>
/// <param name="ContentHash">SHA-256 over the plain form.</param>
internal readonly record struct EncodedSegment(short Codec, int Size, byte[] Payload, byte[] ContentHash);
