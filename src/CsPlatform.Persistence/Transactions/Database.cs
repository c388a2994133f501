using System.Data;
using Npgsql;

namespace CsPlatform.Persistence.Transactions;

/// <summary>
/// Runs work in transactions, tries again what may be tried again, and says in one exception what could not be done.
/// </summary>
public sealed class Database(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>
    /// Runs <paramref name="body"/> in one transaction and commits it. The body may run several times and so must keep its
    /// effects inside the transaction.
    /// </summary>
    /// <exception cref="TransactionFailedException">All tries failed, or the outcome of the commit is unknown.</exception>
    public async Task<T> InTransactionAsync<T>(
        Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<T>> body,
        CancellationToken cancellation,
        TransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        options ??= TransactionOptions.Default;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(body, options, attempt, cancellation);
            }
            catch (Exception e) when (PostgresFailures.Classify(e) is { } failure)
            {
                var mayRepeat = failure is not TransactionFailure.OutcomeUnknown || options.Idempotent;
                if (!mayRepeat || attempt >= options.Attempts)
                {
                    throw e as TransactionFailedException ?? new TransactionFailedException(failure, attempt, e);
                }

                await Task.Delay(BackOff.Delay(attempt, options.FirstDelay, options.LongestDelay), time, cancellation);
            }
        }
    }

    /// <summary>As the other overload, for a body without a result.</summary>
    public Task InTransactionAsync(
        Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task> body,
        CancellationToken cancellation,
        TransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await body(connection, transaction, token);
                return true;
            },
            cancellation,
            options);
    }

    /// <summary>Runs a read on one connection without a transaction, with the same tries and the same exception.</summary>
    public async Task<T> ReadAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> read,
        CancellationToken cancellation,
        TransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        options ??= TransactionOptions.Default;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryReadAsync(read, attempt, cancellation);
            }
            catch (Exception e) when (PostgresFailures.Classify(e) is { } failure)
            {
                if (attempt >= options.Attempts)
                {
                    throw e as TransactionFailedException ?? new TransactionFailedException(failure, attempt, e);
                }

                await Task.Delay(BackOff.Delay(attempt, options.FirstDelay, options.LongestDelay), time, cancellation);
            }
        }
    }

    private async Task<T> TryReadAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> read, int attempt, CancellationToken cancellation)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        try
        {
            return await read(connection, cancellation);
        }
        catch (Exception e) when (IsLost(connection, e))
        {
            throw new TransactionFailedException(TransactionFailure.Unavailable, attempt, e);
        }
    }

    private async Task<T> TryAsync<T>(
        Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<T>> body,
        TransactionOptions options,
        int attempt,
        CancellationToken cancellation)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        try
        {
            return await TryAsync(connection, body, options, attempt, cancellation);
        }
        catch (Exception e) when (IsLost(connection, e))
        {
            throw new TransactionFailedException(TransactionFailure.Unavailable, attempt, e);
        }
    }

    private static async Task<T> TryAsync<T>(
        NpgsqlConnection connection,
        Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<T>> body,
        TransactionOptions options,
        int attempt,
        CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(options.Isolation, cancellation);
        var result = await body(connection, transaction, cancellation);
        try
        {
            // A caller that leaves now must not leave the outcome open; the command timeout still bounds the commit.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception e) when (PostgresFailures.Classify(e) is TransactionFailure.Unavailable || IsLost(connection, e))
        {
            throw new TransactionFailedException(TransactionFailure.OutcomeUnknown, attempt, e);
        }

        return result;
    }

    // A connection that breaks between two commands makes the driver fail with whatever it stumbles over first, a disposed object of its
    // own for one, while its state still says open: what it says is of no account, that the connection is gone is. What the server says
    // counts, even when the driver gives up the connection for it.
    private static bool IsLost(NpgsqlConnection connection, Exception failure)
        => failure is ObjectDisposedException
            || ((connection.FullState & ConnectionState.Open) == 0
                && failure is not (OperationCanceledException or PostgresException)
                && PostgresFailures.Classify(failure) is null);
}
