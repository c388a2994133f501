using System.Reflection;
using System.Security.Cryptography;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Tests;

/// <summary>
/// Messages as each released version of the contract wrote them: Frames/version/message/kind.bin, with their JSON beside for
/// readers. Once written, a frame is never changed; hashes.txt holds each of them to it.
/// </summary>
internal static class GoldenFrames
{
    /// <summary>The version that new kinds are added to.</summary>
    internal const string Newest = "2";

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation());

    /// <summary>The frames that the test run has.</summary>
    internal static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Frames");

    /// <summary>Every frame of every version.</summary>
    internal static IReadOnlyList<Frame> All { get; } = [.. Directory.GetFiles(Folder, "*.bin", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(Frame.Read)];

    /// <summary>Messages of these kinds as they are made for the newest version: requests with two events, a record with one.</summary>
    internal static IEnumerable<(string Message, IMessage Content)> Make(string kind)
    {
        yield return ("IngestEventsRequest", new IngestEventsRequest
        {
            BatchNumber = 1, SessionId = "8f14e45f-ceea-467f-a0c3-5a1d0c1c6a4e", Events = { Pair(kind, "ingest") },
        });
        yield return ("SubmitEventsRequest", new SubmitEventsRequest
        {
            RequestId = "45c48cce-2e2d-4fbd-aa1a-fc51c7c6ad26", Events = { Pair(kind, "submit") },
        });
        yield return ("EventRecord", new EventRecord
        {
            Position = 7,
            ReceivedAt = new Timestamp { Seconds = 1_716_177_601, Nanos = 250_000_000 },
            Event = Pair(kind, "record").Last(),
            IsLate = true,
        });
    }

    /// <summary>Writes the frames of a kind into the source tree, those that are not there yet, and their hashes.</summary>
    internal static void Write(string kind)
    {
        var root = typeof(GoldenFrames).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        var frames = Path.Combine(root, "tests/CsPlatform.Ingestion.Tests/Frames");
        foreach (var (message, content) in Make(kind))
        {
            var name = $"{Newest}/{message}/{kind}";
            var file = Path.Combine(frames, name + ".bin");
            if (File.Exists(file))
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content.ToByteArray());
            File.WriteAllText(Path.ChangeExtension(file, ".json"), Formatter.Format(content) + "\n");
            File.AppendAllText(Path.Combine(frames, "hashes.txt"), $"{Hash(content.ToByteArray())}  {name}.bin\n");
        }
    }

    /// <summary>SHA-256 in hex.</summary>
    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // A shop for each message, so that frames can be replayed in any order against one service.
    private static Event[] Pair(string kind, string use)
    {
        var shop = $"{use}-{Newest}-{kind}";
        return [
            EventExamples.Least(kind).With(e => (e.Shop.ShopId, e.EventId) = (shop, "least")),
            EventExamples.Full(kind).With(e => (e.Shop.ShopId, e.EventId) = (shop, "full")),
        ];
    }

    /// <summary>One frame.</summary>
    internal sealed record Frame(string Name, byte[] Bytes, string Json)
    {
        internal string Version => Name.Split('/')[0];

        internal string Message => Name.Split('/')[1];

        internal string Kind => Path.GetFileNameWithoutExtension(Name);

        /// <summary>The message as this version reads it.</summary>
        internal IMessage Read() => Message switch
        {
            "IngestEventsRequest" => IngestEventsRequest.Parser.ParseFrom(Bytes),
            "SubmitEventsRequest" => SubmitEventsRequest.Parser.ParseFrom(Bytes),
            _ => EventRecord.Parser.ParseFrom(Bytes),
        };

        /// <summary>The events in it.</summary>
        internal IReadOnlyList<Event> Events() => Read() switch
        {
            IngestEventsRequest request => request.Events,
            SubmitEventsRequest request => request.Events,
            EventRecord record => [record.Event],
            var other => throw new InvalidOperationException($"{other} holds no events."),
        };

        internal static Frame Read(string file) => new(
            Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllBytes(file), File.ReadAllText(Path.ChangeExtension(file, ".json")));
    }
}
