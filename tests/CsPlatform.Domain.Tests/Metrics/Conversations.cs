using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>
/// Reads consultations written as "10:00:00 buyer, 10:03:00 human, 10:05 rated 4": times of 3 February 2021 in China, "next"
/// before a time for the day after. Events are numbered in the order they are written.
/// </summary>
internal static class Conversations
{
    public static readonly LocalDate Day = new(2021, 2, 3);

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss.FFF");

    public static Timeline Read(string text) => Timeline.Of(Entries(text));

    public static IReadOnlyList<TimelineEntry> Entries(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Entry)];

    public static Instant At(string text)
    {
        var words = text.Split(' ');
        var day = words[0] == "next" ? Day.PlusDays(1) : Day;
        var time = words[^1].Length == 5 ? words[^1] + ":00" : words[^1];
        return ChinaTime.At(day + Time.Parse(time).Value);
    }

    private static TimelineEntry Entry(string text, int number)
    {
        var key = new EventKey("im", $"{number:000}");
        var words = text.Split(' ');
        var what = words[0] == "next" ? 2 : 1;
        var at = At(string.Join(' ', words[..what]));
        return words[what] switch
        {
            "opened" => new OpenedEntry(at, key),
            "closed" => new ClosedEntry(at, key),
            "offline" => new OfflineEntry(at, key),
            "excluded" => new ExcludedEntry(at, key, null, ExclusionReason.Spam, "tests"),
            "rated" => new RatedEntry(at, key, int.Parse(words[what + 1], null)),
            "buyer" => new MessageEntry(at, key, SenderRole.Buyer),
            "human" => new MessageEntry(at, key, SenderRole.HumanAgent),
            "bot" => new MessageEntry(at, key, SenderRole.Bot),
            "automatic" => new MessageEntry(at, key, SenderRole.Automatic),
            "system" => new MessageEntry(at, key, SenderRole.System),
            var other => throw new ArgumentException($"\"{other}\" is no kind of entry.", nameof(text)),
        };
    }
}
