using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>One message encoding, by its name in grpc-encoding.</summary>
public interface ICompressionProvider
{
    string EncodingName { get; }

    /// <summary>A stream that compresses into <paramref name="stream"/>, which stays open when it is disposed.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    Stream CreateDecompressionStream(Stream stream);
}
