using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Folding;
using NodaTime.Text;

namespace CsPlatform.Metrics.Feeds;

/// <summary>Says why a closed figure was corrected, naming the events that came late. Never names a message's text.</summary>
internal static class RevisionReason
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static string Text(IReadOnlyList<FactCause> causes, Rate before, Rate after) => Text(causes, $"{before}", $"{after}");

    /// <summary>The same of a value that is told in words.</summary>
    public static string Text(IReadOnlyList<FactCause> causes, string before, string after)
    {
        var first = causes[0];
        var more = causes.Count > 1 ? $" and {causes.Count - 1} more" : "";
        var at = Local.Format(ChinaTime.Local(first.OccurredAt));
        return $"Event {first.Key} of {at} China Standard Time{more} arrived after the closing: {before} became {after}.";
    }
}
