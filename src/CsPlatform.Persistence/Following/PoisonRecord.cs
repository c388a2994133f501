namespace CsPlatform.Persistence.Following;

/// <summary>A record of a followed feed that could not be applied and was passed over.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Cause">What the last try said.</param>
/// <param name="Attempts">Tries.</param>
/// <param name="AppendedAt">When it was appended to the feed.</param>
/// <param name="PassedOverAt">When it was passed over.</param>
/// <param name="AppliedAt">When a retry applied it; null while it is open.</param>
public sealed record PoisonRecord(
    PoisonKey Key,
    ReadOnlyMemory<byte> Content,
    string Cause,
    int Attempts,
    DateTimeOffset AppendedAt,
    DateTimeOffset PassedOverAt,
    DateTimeOffset? AppliedAt);
