using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>A key (lower case) with text, or with bytes when the key ends in "-bin".</summary>
    [SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "The official API nests it.")]
    public class Entry
    {
        private static readonly SearchValues<char> s_keyCharacters =
            SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");
        private readonly string? _text;
        private readonly byte[]? _bytes;

        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = NormalizeKey(key);
            if (!IsBinary)
            {
                throw new ArgumentException(
                    $"The key '{key}' of a binary value must end in '{BinaryHeaderSuffix}'.", nameof(key));
            }

            _bytes = [.. valueBytes];
        }

        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = NormalizeKey(key);
            if (IsBinary)
            {
                throw new ArgumentException(
                    $"The key '{key}' ends in '{BinaryHeaderSuffix}', so its value must be given as bytes.", nameof(key));
            }

            _text = value;
        }

        private Entry(string normalizedKey, string? text, byte[]? bytes)
        {
            Key = normalizedKey;
            _text = text;
            _bytes = bytes;
        }

        public string Key { get; }

        [SuppressMessage(
            "Performance", "CA1819:Properties should not return arrays",
            Justification = "The official API's shape; it returns a copy.")]
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : [.. _bytes];

        public string Value => _text
            ?? throw new InvalidOperationException($"The metadata entry '{Key}' is binary. Read ValueBytes instead.");

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        public override string ToString() => IsBinary
            ? $"[Entry: key={Key}, valueBytes={Convert.ToHexString(_bytes!)}]"
            : $"[Entry: key={Key}, value={_text}]";

        /// <summary>From the wire: the transport has validated the name; bytes are taken over, not copied.</summary>
        internal static Entry FromWire(string name, string text) => new(LowerCase(name), text, null);

        /// <inheritdoc cref="FromWire(string, string)"/>
        internal static Entry FromWire(string name, byte[] bytes) => new(LowerCase(name), null, bytes);

        internal ReadOnlySpan<byte> BytesOnWire => _bytes;

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string NormalizeKey(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            var lower = LowerCase(key);
            if (lower.Length == 0 || lower.AsSpan().ContainsAnyExcept(s_keyCharacters))
            {
                throw new ArgumentException(
                    $"The metadata key '{key}' may only contain letters, digits, '.', '_' and '-'.", nameof(key));
            }

            return lower;
        }

        [SuppressMessage(
            "Globalization", "CA1308:Normalize strings to uppercase", Justification = "HTTP/2 names are lower case.")]
        private static string LowerCase(string key) => key.ToLowerInvariant();
    }
}
