using CsPlatform.Cli.Output;
using CsPlatform.Common.V1;

namespace CsPlatform.Cli.Views;

/// <summary>A record that a service could not apply, as JSON. Its bytes are left out: they may hold what people wrote.</summary>
/// <param name="Service">The service.</param>
/// <param name="Record">feed:partition:position.</param>
/// <param name="State">open or applied.</param>
/// <param name="Attempts">Tries.</param>
/// <param name="Cause">What the last failed try said.</param>
/// <param name="PassedOverAt">When it was passed over.</param>
/// <param name="AppliedAt">When a retry applied it; null while it is open.</param>
public sealed record PoisonView(
    string Service, string Record, string State, int Attempts, string Cause, string? PassedOverAt, string? AppliedAt)
{
    public static PoisonView Of(string service, PoisonRecord record) => new(
        service,
        Name(record.Key),
        Wording.Word(record.State),
        record.Attempts,
        record.Cause,
        Wording.At(record.PassedOverAt),
        Wording.At(record.AppliedAt));

    /// <summary>How a record is named.</summary>
    public static string Name(RecordKey key) => $"{key.Feed}:{key.Partition}:{key.Position}";
}
