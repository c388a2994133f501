namespace CsPlatform.Adapters.Tests.Kit;

/// <summary>A stream whose source goes away in the middle.</summary>
internal sealed class BrokenStream(byte[] content) : MemoryStream(content[..(content.Length / 2)])
{
    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, count) is > 0 and var read ? read : throw new IOException("the source went away");

    public override int Read(Span<byte> buffer)
    {
        var piece = new byte[buffer.Length];
        var read = Read(piece, 0, piece.Length);
        piece.AsSpan(0, read).CopyTo(buffer);
        return read;
    }
}
