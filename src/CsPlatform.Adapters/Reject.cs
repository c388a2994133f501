namespace CsPlatform.Adapters;

/// <summary>Something that was not stored.</summary>
/// <param name="Entry">The row, line or element that it comes from.</param>
/// <param name="EventId">The event's id; empty when the entry never became an event.</param>
/// <param name="Field">The column or field at fault; empty when it is the whole.</param>
/// <param name="Reason">What is wrong, in words.</param>
public sealed record Reject(InputEntry Entry, string EventId, string Field, string Reason)
{
    public override string ToString() =>
        $"line {Entry.Line}{Part(", ", Field)}{Part(", event ", EventId)}: {Reason}";

    private static string Part(string before, string text) => text.Length == 0 ? "" : before + text;
}
