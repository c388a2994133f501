using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;

namespace GrpcServerTests;

public sealed class WireFormatTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100 %", "100 %25")]
    [InlineData("a\nb", "a%0Ab")]
    [InlineData("é", "%C3%A9")]
    [InlineData("😀~", "%F0%9F%98%80~")]
    public void Messages_are_percent_encoded_and_back(string text, string onTheWire)
    {
        Assert.Equal(onTheWire, PercentEncoding.Encode(text));
        Assert.Equal(text, PercentEncoding.Decode(onTheWire));
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz", "%zz")]
    [InlineData("%c3%a9%", "é%")]
    public void Malformed_escapes_are_kept(string onTheWire, string text) =>
        Assert.Equal(text, PercentEncoding.Decode(onTheWire));

    [Theory]
    [InlineData("1n", 1)]
    [InlineData("100n", 1)]
    [InlineData("101n", 2)]
    [InlineData("7u", 70)]
    [InlineData("5m", 50_000)]
    [InlineData("2S", 20_000_000)]
    [InlineData("3M", 1_800_000_000)]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("99999999H", 3_599_999_964_000_000_000)]
    public void Timeouts_are_read_and_never_shortened(string header, long ticks)
    {
        Assert.True(TimeoutEncoding.TryDecode(header, out var timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Theory]
    [InlineData(-5, "1n")]
    [InlineData(1, "1u")]
    [InlineData(10_000, "1000u")]
    [InlineData(999_999_990, "99999999u")]
    [InlineData(1_000_000_000, "100000m")]
    [InlineData(1_000_000_001, "100001m")]
    [InlineData(3_599_999_963_999_999_999, "99999999H")]
    public void Timeouts_are_written_with_at_most_eight_digits(long ticks, string expected)
    {
        var header = TimeoutEncoding.Encode(TimeSpan.FromTicks(ticks));
        Assert.Equal(expected, header);
        Assert.True(TimeoutEncoding.TryDecode(header, out var back));
        Assert.True(back.Ticks >= Math.Max(ticks, 0));
    }

    [Theory]
    [InlineData("AAH+", new byte[] { 0, 1, 254 })]
    [InlineData("AAE", new byte[] { 0, 1 })]
    [InlineData("AAE=", new byte[] { 0, 1 })]
    [InlineData("AA==", new byte[] { 0 })]
    [InlineData("", new byte[0])]
    public void Binary_values_are_base64_with_or_without_padding(string onTheWire, byte[] bytes)
    {
        var metadata = new Metadata();
        MetadataHeaders.AddReceived(metadata, "Data-Bin", onTheWire);
        Assert.Equal(bytes, metadata.GetValueBytes("data-bin"));
        Assert.Equal(onTheWire.TrimEnd('='), MetadataHeaders.EncodeValue(metadata[0]));
    }

    [Fact]
    public void Binary_values_may_be_joined_by_commas_and_garbage_is_dropped()
    {
        var metadata = new Metadata();
        MetadataHeaders.AddReceived(metadata, "data-bin", "AA==, AQ,!!!,A");
        Assert.Equal([[0], [1]], metadata.GetAll("data-bin").Select(e => e.ValueBytes));
    }

    [Theory]
    [InlineData(":path")]
    [InlineData("te")]
    [InlineData("Grpc-Timeout")]
    [InlineData("content-type")]
    [InlineData("grpc-accept-encoding")]
    public void Protocol_fields_are_no_metadata(string name)
    {
        var metadata = new Metadata();
        MetadataHeaders.AddReceived(metadata, name, "x");
        Assert.Empty(metadata);
    }

    [Fact]
    public void Metadata_refuses_keys_and_values_that_do_not_fit_together()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a", new byte[1]));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("white space", "x"));
        Assert.Equal("upper", new Metadata.Entry("UPPER", "x").Key);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
    }

    [Fact]
    public async Task Messages_are_found_however_the_bytes_are_cut()
    {
        var payloads = Enumerable.Range(0, 40).Select(i => Enumerable.Repeat((byte)i, i * 7).ToArray()).ToArray();
        var stream = new ArrayBufferWriter<byte>();
        var bytes = new Marshaller<byte[]>(b => b, b => b);
        foreach (var payload in payloads)
        {
            FramedSerializationContext.Write(stream, bytes.ContextualSerializer, payload, limit: null);
        }

        foreach (var piece in new[] { 1, 2, 3, 5, 64, 100_000 })
        {
            var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
            var feeding = FeedAsync(pipe.Writer, stream.WrittenMemory, piece);
            var messages = new IncomingMessages(pipe.Reader, limit: 1000, encoding: null);
            foreach (var payload in payloads)
            {
                Assert.Equal(payload, await messages.ReadAsync(bytes.ContextualDeserializer, CancellationToken.None));
            }

            Assert.Null(await messages.ReadAsync(bytes.ContextualDeserializer, CancellationToken.None));
            await feeding;
        }
    }

    private static async Task FeedAsync(PipeWriter writer, ReadOnlyMemory<byte> bytes, int piece)
    {
        for (var i = 0; i < bytes.Length; i += piece)
        {
            await writer.WriteAsync(bytes.Slice(i, Math.Min(piece, bytes.Length - i)));
        }

        await writer.CompleteAsync();
    }
}
