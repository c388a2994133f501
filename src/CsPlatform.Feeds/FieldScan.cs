namespace CsPlatform.Feeds;

/// <summary>Walks over the fields of a protobuf message without building it: to look at one field of many records.</summary>
public ref struct FieldScan(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> rest = message;

    /// <summary>Number of the field that was reached.</summary>
    public int Number { get; private set; }

    /// <summary>Its bytes, when it is a text, bytes or a message; empty for a number.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool Next()
    {
        if (rest.IsEmpty)
        {
            return false;
        }

        var tag = ReadVarint();
        Number = (int)(tag >> 3);
        Content = default;
        switch ((int)(tag & 7))
        {
            case Varint:
                _ = ReadVarint();
                break;
            case Fixed64:
                _ = Take(sizeof(ulong));
                break;
            case LengthDelimited:
                Content = Take(ReadVarint());
                break;
            case Fixed32:
                _ = Take(sizeof(uint));
                break;
            default:
                throw Broken();
        }

        return true;
    }

    /// <summary>The content of the last field of that number, which is the one that counts; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, int number)
    {
        var found = ReadOnlySpan<byte>.Empty;
        var scan = new FieldScan(message);
        while (scan.Next())
        {
            if (scan.Number == number)
            {
                found = scan.Content;
            }
        }

        return found;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)rest.Length)
        {
            throw Broken();
        }

        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }

        throw Broken();
    }

    private static InvalidDataException Broken() => new("A stored record is no protobuf message.");
}
