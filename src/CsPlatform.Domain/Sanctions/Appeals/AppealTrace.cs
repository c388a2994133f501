namespace CsPlatform.Domain.Sanctions.Appeals;

/// <summary>
/// The names by which an appeal is followed to its last effect: facts that it sends carry "appeal:ID:N", corrections "appeal:ID".
/// </summary>
public static class AppealTrace
{
    /// <summary>The source under which accepted facts are reported.</summary>
    public const string Source = "sanctions";

    private const string Prefix = "appeal:";

    /// <summary>The trace of an appeal.</summary>
    public static string Of(string appealId) => Prefix + appealId;

    /// <summary>The event id of its n-th claim.</summary>
    public static string EventId(string appealId, int claim) => $"{Prefix}{appealId}:{claim}";

    /// <summary>
    /// The appeal whose fact a revision names as what came first ("Event sanctions/appeal:ID:N of ..."); null = it names another.
    /// </summary>
    public static string? AppealNamedBy(string revisionReason)
    {
        ArgumentNullException.ThrowIfNull(revisionReason);
        const string named = $"Event {Source}/{Prefix}";
        if (!revisionReason.StartsWith(named, StringComparison.Ordinal)
            || revisionReason.IndexOf(" of ", StringComparison.Ordinal) is not (> 0 and var end))
        {
            return null;
        }

        var name = revisionReason[named.Length..end];
        return name.LastIndexOf(':') is > 0 and var colon && name[(colon + 1)..].All(char.IsAsciiDigit) ? name[..colon] : null;
    }
}
