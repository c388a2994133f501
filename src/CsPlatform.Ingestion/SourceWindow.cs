namespace CsPlatform.Ingestion;

/// <summary>The times that events of one source may have. What is not set is as for any source.</summary>
public sealed class SourceWindow
{
    /// <summary>How far ahead of this service's clock an event may be.</summary>
    public TimeSpan? Future { get; init; }

    /// <summary>How long ago an event may have happened without being late.</summary>
    public TimeSpan? Past { get; init; }
}
