using System.Data.Common;

namespace CsPlatform.Persistence.Transactions;

/// <summary>
/// A transaction that failed for a reason of the machinery after all tries that it was given. As a <see cref="DbException"/> it tells
/// anyone who maps failures all they need: transient, and for a conflict the SQLSTATE of a serialization failure.
/// </summary>
public sealed class TransactionFailedException : DbException
{
    /// <summary>Creates the exception.</summary>
    public TransactionFailedException(TransactionFailure failure, int attempts, Exception innerException)
        : base(Describe(failure, attempts, innerException), innerException)
    {
        Failure = failure;
        Attempts = attempts;
    }

    /// <summary>The kind of failure; it decides the status a caller sees.</summary>
    public TransactionFailure Failure { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;

    /// <inheritdoc />
    public override string? SqlState =>
        Failure is TransactionFailure.Conflict ? "40001" : (InnerException as DbException)?.SqlState;

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; }

    /// <summary>A sensible wait before the caller tries again.</summary>
    public TimeSpan RetryAfter
        => Failure is TransactionFailure.Conflict ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(1);

    private static string Describe(TransactionFailure failure, int attempts, Exception? cause) => failure switch
    {
        TransactionFailure.Conflict => $"Concurrent changes collided in {attempts} tries; nothing was stored, try again.",
        TransactionFailure.Unavailable =>
            $"The database is not available after {attempts} tries ({cause?.Message}); nothing was stored, try again.",
        TransactionFailure.OutcomeUnknown =>
            "The connection to the database broke during the commit; read back whether it was stored.",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "Unknown kind of failure."),
    };
}
