using System.Buffers;
using System.Buffers.Binary;

namespace Grpc.Wire;

/// <summary>The five bytes in front of a message.</summary>
internal readonly record struct FrameHeader(byte Flag, uint Length)
{
    public bool IsCompressed => Flag == 1;

    public static void Write(Span<byte> destination, bool compressed, int length)
    {
        destination[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], (uint)length);
    }

    /// <summary>False while fewer than five bytes are there.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> buffer, out FrameHeader header)
    {
        header = default;
        if (buffer.Length < GrpcProtocol.FrameHeaderSize)
        {
            return false;
        }

        if (buffer.FirstSpan.Length >= GrpcProtocol.FrameHeaderSize)
        {
            header = Parse(buffer.FirstSpan);
            return true;
        }

        Span<byte> bytes = stackalloc byte[GrpcProtocol.FrameHeaderSize];
        buffer.Slice(0, GrpcProtocol.FrameHeaderSize).CopyTo(bytes);
        header = Parse(bytes);
        return true;
    }

    private static FrameHeader Parse(ReadOnlySpan<byte> bytes) => new(bytes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]));
}
