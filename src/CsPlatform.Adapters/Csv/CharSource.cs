namespace CsPlatform.Adapters.Csv;

/// <summary>Characters of a text one by one, with look-ahead of one and the means to give some back.</summary>
internal sealed class CharSource(TextReader text)
{
    private const int BufferCharacters = 32 * 1024;
    private readonly Stack<(char[] Characters, int Position, int Length)> waiting = new();
    private char[] buffer = new char[BufferCharacters];
    private int position;
    private int length;

    /// <summary>The next character without taking it; -1 at the end.</summary>
    public int Peek() => position < length || Fill() ? buffer[position] : -1;

    /// <summary>Takes the next character; -1 at the end.</summary>
    public int Next() => position < length || Fill() ? buffer[position++] : -1;

    /// <summary>Gives characters back: they are read again before the rest.</summary>
    public void PushBack(string characters)
    {
        if (position < length)
        {
            waiting.Push((buffer, position, length));
        }

        (buffer, position, length) = (characters.ToCharArray(), 0, characters.Length);
    }

    private bool Fill()
    {
        while (waiting.TryPop(out var earlier))
        {
            (buffer, position, length) = earlier;
            if (position < length)
            {
                return true;
            }
        }

        position = 0;
        length = text.Read(buffer, 0, buffer.Length);
        return length > 0;
    }
}
