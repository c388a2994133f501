namespace CsPlatform.Adapters.Json;

/// <summary>One event in proto JSON per line.</summary>
public sealed class NdjsonAdapter : IEventAdapter
{
    /// <summary>Its names.</summary>
    public static AdapterFormat Format { get; } = new(
        "ndjson", [".ndjson", ".jsonl"], "application/x-ndjson", NeedsMap: false, _ => new NdjsonAdapter());

    public IEventReader Open(Stream content) => new Reader(content);

    private sealed class Reader(Stream content) : IEventReader
    {
        public IReadOnlyList<InputFault> Refusal => [];

        public RejectsFormat Rejects => EventJson.Rejects;

        public IEnumerable<InputEntry> Read()
        {
            var source = new Utf8Source(content);
            var line = new JsonPiece();
            while (source.Peek() >= 0)
            {
                var number = source.Line;
                line.Clear();
                for (var next = source.Next(); next >= 0 && next != '\n'; next = source.Next())
                {
                    line.Add(next);
                }

                if (!line.IsBlank)
                {
                    yield return EventJson.Entry(number, line);
                }
            }
        }
    }
}
