using System.Net.Sockets;
using Npgsql;

namespace CsPlatform.Persistence.Transactions;

/// <summary>
/// The one table from Postgres errors to kinds of failure. What is not listed is a bug or a broken invariant and is passed on
/// as it is.
/// </summary>
public static class PostgresFailures
{
    // Connection, resources (disk full, memory, connections), shutdown, errors of the system underneath.
    private static readonly string[] UnavailableClasses = ["08", "53", "57P", "58"];

    /// <summary>The kind of failure, or null when the exception is none of the machinery's.</summary>
    public static TransactionFailure? Classify(Exception exception) => exception switch
    {
        TransactionFailedException failed => failed.Failure,
        PostgresException postgres => OfSqlState(postgres.SqlState),
        NpgsqlException { InnerException: TimeoutException or IOException or SocketException } => TransactionFailure.Unavailable,
        NpgsqlException { IsTransient: true } => TransactionFailure.Unavailable,
        _ => null,
    };

    private static TransactionFailure? OfSqlState(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure => TransactionFailure.Conflict,
        PostgresErrorCodes.DeadlockDetected => TransactionFailure.Conflict,
        PostgresErrorCodes.LockNotAvailable => TransactionFailure.Conflict,
        PostgresErrorCodes.ReadOnlySqlTransaction => TransactionFailure.Unavailable,
        _ => UnavailableClasses.Any(prefix => state.StartsWith(prefix, StringComparison.Ordinal)) ? TransactionFailure.Unavailable : null,
    };
}
