using System.Security.Cryptography;
using Google.Protobuf;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>
/// Hash of what a file says. The canonical bytes are the message in protobuf binary form: field order is fixed and the schema
/// has no maps, so layout, field names and comments of the JSON do not matter and every value does.
/// </summary>
internal static class CanonicalHash
{
    public static string Of(IMessage message) => Convert.ToHexStringLower(SHA256.HashData(message.ToByteArray()));
}
