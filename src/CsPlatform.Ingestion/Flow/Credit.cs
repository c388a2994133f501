namespace CsPlatform.Ingestion.Flow;

/// <summary>How much a stream may send ahead of its answers.</summary>
internal static class Credit
{
    private const int Window = Limits.BatchesInFlight * Limits.BatchEvents;

    /// <summary>
    /// What it has unanswered, and its share of the room there is besides; nothing ahead while a quota holds it.
    /// </summary>
    /// <param name="unanswered">Events of the stream that are on their way.</param>
    /// <param name="free">Events for which the service has room now.</param>
    /// <param name="streams">Streams that share the room.</param>
    /// <param name="isHeld">Whether a quota held the stream's last batch.</param>
    internal static int Of(int unanswered, long free, int streams, bool isHeld)
        => isHeld ? 0 : (int)Math.Clamp(unanswered + (free / Math.Max(1, streams)), 0, Window);
}
