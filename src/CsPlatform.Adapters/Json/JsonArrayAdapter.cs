namespace CsPlatform.Adapters.Json;

/// <summary>
/// One JSON array of events in proto JSON. An element that is malformed in itself is faulty alone; where the array itself breaks off,
/// the rest is one faulty entry.
/// </summary>
public sealed class JsonArrayAdapter : IEventAdapter
{
    /// <summary>Its names.</summary>
    public static AdapterFormat Format { get; } = new(
        "json", [".json"], "application/json", NeedsMap: false, _ => new JsonArrayAdapter());

    public IEventReader Open(Stream content) => new Reader(new Utf8Source(content));

    private sealed class Reader(Utf8Source source) : IEventReader
    {
        private readonly JsonPiece piece = new();

        public IReadOnlyList<InputFault> Refusal => [];

        public RejectsFormat Rejects => EventJson.Rejects;

        public IEnumerable<InputEntry> Read()
        {
            PassBlanks();
            if (source.Peek() != '[')
            {
                yield return Rest("a JSON array of events is expected: [ {…}, {…} ]");
                yield break;
            }

            source.Next();
            PassBlanks();
            var isOpen = source.Peek() != ']';
            if (!isOpen)
            {
                source.Next();
            }

            while (isOpen)
            {
                var line = source.Line;
                ReadElement();
                if (source.Peek() < 0)
                {
                    yield return Faulty(line, "the array breaks off here; send it whole");
                    yield break;
                }

                yield return piece.IsBlank ? Faulty(line, "an element is missing between two commas") : EventJson.Entry(line, piece);
                isOpen = source.Next() == ',';
                PassBlanks();
            }

            PassBlanks();
            if (source.Peek() >= 0)
            {
                yield return Rest("something follows the end of the array; send one array");
            }
        }

        /// <summary>Gathers an element up to the comma or bracket after it, which stays.</summary>
        private void ReadElement()
        {
            piece.Clear();
            var (depth, isText) = (0, false);
            for (var next = source.Peek(); next >= 0; next = source.Peek())
            {
                if (!isText && depth == 0 && next is ',' or ']')
                {
                    return;
                }

                piece.Add(source.Next());
                if (isText && next == '\\' && source.Peek() >= 0)
                {
                    piece.Add(source.Next());
                }
                else if (next == '"')
                {
                    isText = !isText;
                }
                else if (!isText)
                {
                    depth += next is '{' or '[' ? 1 : next is '}' or ']' && depth > 0 ? -1 : 0;
                }
            }
        }

        private void PassBlanks()
        {
            while (source.Peek() is ' ' or '\t' or '\r' or '\n')
            {
                source.Next();
            }
        }

        private InputEntry Rest(string reason)
        {
            var line = source.Line;
            piece.Clear();
            for (var next = source.Next(); next >= 0; next = source.Next())
            {
                piece.Add(next);
            }

            return Faulty(line, reason);
        }

        private InputEntry Faulty(long line, string reason) =>
            EventJson.Faulty(line, System.Text.Encoding.UTF8.GetString(piece.Bytes), new InputFault("", reason));
    }
}
