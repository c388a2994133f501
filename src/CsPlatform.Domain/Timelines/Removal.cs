namespace CsPlatform.Domain.Timelines;

/// <summary>Why a message neither asks nor answers; the first that applies.</summary>
public enum Removal
{
    /// <summary>Its sender recalled it.</summary>
    Recalled = 1,

    /// <summary>It, or its whole consultation, was excluded.</summary>
    Excluded = 2,

    /// <summary>It happened after it was received.</summary>
    FromTheFuture = 3,
}
