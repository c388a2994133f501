namespace CsPlatform.Persistence.Transactions;

/// <summary>Why the machinery, not the request, is to blame.</summary>
public enum TransactionFailure
{
    /// <summary>Others changed the same rows; nothing was stored and the whole call may be tried again (ABORTED).</summary>
    Conflict = 1,

    /// <summary>The database cannot be reached or has no room for another connection; nothing was stored (UNAVAILABLE).</summary>
    Unavailable = 2,

    /// <summary>
    /// The connection broke during the commit: it may or may not be stored. Only an idempotent call may be tried again
    /// (UNAVAILABLE).
    /// </summary>
    OutcomeUnknown = 3,
}
