using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Views;

/// <summary>What a source offered on a day and what became of it, with the check that nothing is missing.</summary>
/// <param name="Missing">Items offered of which no outcome is known; below 0: outcomes of items that were never offered.</param>
public sealed record IntakeView(
    string Day, string Source, long Offered, long Accepted, long Duplicate, long Conflict, long Rejected, long Missing)
{
    public static IntakeView Of(IntakeCounts counts) => new(
        counts.Day,
        counts.Source,
        counts.Offered,
        counts.Accepted,
        counts.Duplicate,
        counts.Conflict,
        counts.Rejected,
        counts.Offered - counts.Accepted - counts.Duplicate - counts.Conflict - counts.Rejected);
}
