using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>Compresses and expands whole messages within a size limit.</summary>
internal static class MessageCompression
{
    /// <summary>gzip and deflate, in the order they are offered.</summary>
    public static IReadOnlyList<ICompressionProvider> DefaultProviders { get; } =
        [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];

    /// <summary>The grpc-accept-encoding value for <paramref name="providers"/>.</summary>
    public static string AcceptEncoding(IEnumerable<ICompressionProvider> providers) =>
        string.Join(',', providers.Select(static p => p.EncodingName).Prepend(GrpcProtocol.IdentityEncoding));

    public static void Compress(
        ICompressionProvider provider, CompressionLevel? level, in ReadOnlySequence<byte> payload,
        IBufferWriter<byte> destination)
    {
        using var target = new BufferWriterStream(destination);
        using var compressor = provider.CreateCompressionStream(target, level);
        foreach (var segment in payload)
        {
            compressor.Write(segment.Span);
        }
    }

    /// <summary>
    /// Expands into <paramref name="destination"/>. Stops with RESOURCE_EXHAUSTED at the first byte beyond <paramref
    /// name="limit"/>, so that a
    /// small frame cannot fill the memory; broken data is INTERNAL.
    /// </summary>
    public static void Decompress(
        ICompressionProvider provider, in ReadOnlySequence<byte> payload, PooledBuffer destination, int? limit)
    {
        try
        {
            using var source = new SequenceStream(payload);
            using var expander = provider.CreateDecompressionStream(source);
            while (true)
            {
                var count = expander.Read(destination.GetSpan(1));
                if (count == 0)
                {
                    return;
                }

                destination.Advance(count);
                if (destination.Length > limit)
                {
                    throw WireErrors.TooLargeToReceive(limit.Value);
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new RpcException(new Status(
                StatusCode.Internal, $"The message is marked as {provider.EncodingName} but cannot be decompressed.", e));
        }
    }
}
