using System.Text;

namespace Grpc.Core;

/// <summary>One fact about the peer's identity.</summary>
public class AuthProperty
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private string? _value;

    private AuthProperty(string name, byte[] valueBytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueBytes);
        Name = name;
        ValueBytesUnsafe = valueBytes;
    }

    public string Name { get; }

    public string Value => _value ??= s_utf8.GetString(ValueBytesUnsafe);

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Performance", "CA1819:Properties should not return arrays",
        Justification = "The official API's shape; it returns a copy.")]
    public byte[] ValueBytes => (byte[])ValueBytesUnsafe.Clone();

    private byte[] ValueBytesUnsafe { get; }

    public static AuthProperty Create(string name, byte[] valueBytes) => new(name, (byte[])valueBytes.Clone());
}
