using System.Text;

namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>Cuts texts that hold what somebody sent, which may be megabytes.</summary>
internal static class ShortText
{
    private const string Cut = "…";

    /// <summary>The text, or its beginning and "…", in at most <paramref name="most"/> bytes of UTF-8 and never half a character.</summary>
    internal static string Of(string text, int most)
    {
        if (text.Length <= most && Encoding.UTF8.GetByteCount(text) <= most)
        {
            return text;
        }

        var room = most - Encoding.UTF8.GetByteCount(Cut);
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((room -= rune.Utf8SequenceLength) < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length] + Cut;
    }
}
