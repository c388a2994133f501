namespace CsPlatform.Ingestion;

/// <summary>Limits that the contract states. Sizes of text are in Unicode characters, not bytes.</summary>
internal static class Limits
{
    internal const int BatchEvents = 8_192;
    internal const int BatchesInFlight = 4;

    /// <summary>
    /// Most events of a batch that are written together; larger batches are cut into parts. A batch that is let in evenly comes in
    /// smaller ones.
    /// </summary>
    internal const int PartEvents = 512;

    internal const int SessionId = 64;
    internal const int Source = 64;
    internal const int Id = 128;
    internal const int Text = 16_384;

    /// <summary>Characters of a word of the platform or a key of its rulebook.</summary>
    internal const int Words = 128;

    /// <summary>Bytes of one event: room for the longest text and for fields that this version does not know.</summary>
    internal const int EventBytes = 256 * 1024;

    /// <summary>Bytes kept of an item in quarantine: all of whatever could be an event.</summary>
    internal const int QuarantineBytes = EventBytes;
}
