using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CsPlatform.ServiceDefaults.Paging;

/// <summary>
/// Page tokens: where a list goes on, as texts that only this service reads. They come back from outside, so nothing in them is
/// trusted: a reader checks each part, and puts what the list was asked for into the token, so that another question's is refused.
/// </summary>
public static class PageTokens
{
    private const char Separator = '\u001f';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The token of the given parts, which hold no control characters.</summary>
    public static string Write(params string[] parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, parts)));

    /// <summary>The parts of a token; false when it is none of so many parts, or a part holds a control character.</summary>
    public static bool TryRead(string token, int count, [NotNullWhen(true)] out string[]? parts)
    {
        parts = null;
        if (!Base64Url.IsValid(token))
        {
            return false;
        }

        try
        {
            parts = Strict.GetString(Base64Url.DecodeFromChars(token)).Split(Separator);
        }
        catch (ArgumentException)
        {
            return false;
        }

        return parts.Length == count && !Array.Exists(parts, part => part.Any(char.IsControl));
    }
}
