using System.Net.Sockets;
using Npgsql;

namespace CsPlatform.Persistence.Transactions;

/// <summary>
/// The one table from Postgres errors to kinds of failure. What is not listed is a bug or a broken invariant and is passed on
/// as it is: a follower takes it for a fault of the record.
/// </summary>
public static class PostgresFailures
{
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
        PostgresErrorCodes.AdminShutdown => TransactionFailure.Unavailable,
        PostgresErrorCodes.CrashShutdown => TransactionFailure.Unavailable,
        PostgresErrorCodes.CannotConnectNow => TransactionFailure.Unavailable,
        PostgresErrorCodes.ReadOnlySqlTransaction => TransactionFailure.Unavailable,
        _ => IsOfTheServer(state) ? TransactionFailure.Unavailable : null,
    };

    // Classes of SQLSTATE: connections; resources, such as the disk, the memory or the number of connections; the system below.
    private static bool IsOfTheServer(string state)
        => state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("58", StringComparison.Ordinal);
}
