using System.Data;

namespace CsPlatform.Persistence.Transactions;

/// <summary>How a transaction is run.</summary>
public sealed record TransactionOptions
{
    /// <summary>Read committed, up to 6 tries, not idempotent.</summary>
    public static TransactionOptions Default { get; } = new();

    /// <summary>Isolation of the transaction.</summary>
    public IsolationLevel Isolation { get; init; } = IsolationLevel.ReadCommitted;

    /// <summary>Tries in all, the first included.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>
    /// True when running the body again after it has been stored changes nothing. Only then is a commit of unknown outcome
    /// tried again.
    /// </summary>
    public bool Idempotent { get; init; }

    /// <summary>Wait after the first failed try; it doubles from there.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Longest wait between two tries.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}
