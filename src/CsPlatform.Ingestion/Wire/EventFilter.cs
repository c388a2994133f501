using System.Text;
using CsPlatform.Common.V1;
using CsPlatform.Feeds;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.Wire;

/// <summary>Which events a follower asked for, told from the stored bytes: one that is left out is never built.</summary>
internal sealed class EventFilter
{
    // A text of UTF-8 has at most as many characters as bytes; platforms are shorter than this, and a longer one is asked for by nobody.
    private const int LongestPlatform = 256;
    private const int KindsPerFault = 12;

    // The fields of the event's one-of, by name; a kind's name is its field's.
    private static readonly Dictionary<string, int> Kinds = Event.Descriptor.Oneofs.Single(oneof => !oneof.IsSynthetic).Fields
        .ToDictionary(field => field.Name, field => field.FieldNumber, StringComparer.Ordinal);

    private readonly HashSet<string> platforms;
    private readonly bool[] kinds;

    private EventFilter(HashSet<string> platforms, bool[] kinds) => (this.platforms, this.kinds) = (platforms, kinds);

    /// <summary>What a request asks for; null: everything. Faults are told by their field.</summary>
    internal static RecordFilter? Read(FollowEventsRequest request, FieldFaults faults)
    {
        var numbers = new List<int>(request.Kinds.Count);
        var isKnown = true;
        for (var i = 0; i < request.Kinds.Count; i++)
        {
            if (Kinds.TryGetValue(request.Kinds[i], out var number))
            {
                numbers.Add(number);
            }
            else
            {
                faults.Add($"kinds[{i}]", $"\"{request.Kinds[i]}\" is no kind.");
                isKnown = false;
            }
        }

        if (!isKnown)
        {
            // A violation holds so much text, no more.
            foreach (var names in Kinds.Keys.Chunk(KindsPerFault))
            {
                faults.Add("kinds", $"There are: {string.Join(", ", names)}.");
            }
        }

        if (request.Platforms.Count + request.Kinds.Count == 0)
        {
            return null;
        }

        var kinds = new bool[numbers.Count == 0 ? 0 : Kinds.Values.Max() + 1];
        numbers.ForEach(number => kinds[number] = true);
        return new EventFilter([.. request.Platforms], kinds).Passes;
    }

    private bool Passes(ReadOnlySpan<byte> record)
    {
        var platformPasses = platforms.Count == 0;
        var kindPasses = kinds.Length == 0;
        var item = new FieldScan(FieldScan.Find(record, EventRecord.EventFieldNumber));
        while (item.Next() && !(platformPasses && kindPasses))
        {
            if (item.Number == Event.ShopFieldNumber)
            {
                platformPasses = platforms.Count == 0 || IsAskedFor(FieldScan.Find(item.Content, ShopKey.PlatformFieldNumber));
            }
            else
            {
                kindPasses |= item.Number < kinds.Length && kinds[item.Number];
            }
        }

        return platformPasses && kindPasses;
    }

    private bool IsAskedFor(ReadOnlySpan<byte> platform)
    {
        Span<char> text = stackalloc char[LongestPlatform];
        return platform.Length <= LongestPlatform
            && platforms.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..Encoding.UTF8.GetChars(platform, text)]);
    }
}
