namespace CsPlatform.Ingestion.Storage;

/// <summary>Items offered, as they came in, and what became of them.</summary>
internal sealed class IntakeRow
{
    internal long Offered { get; set; }

    internal long Accepted { get; set; }

    internal long Duplicate { get; set; }

    internal long Conflict { get; set; }

    internal long Rejected { get; set; }
}
