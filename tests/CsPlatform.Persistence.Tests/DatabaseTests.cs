using System.Data;
using CsPlatform.Persistence.Transactions;
using CsPlatform.TestSupport;
using Npgsql;

namespace CsPlatform.Persistence.Tests;

[Collection("stores")]
public sealed class DatabaseTests(PostgresFixture postgres)
{
    private static readonly TransactionOptions Quick
        = TransactionOptions.Default with { FirstDelay = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task Serialization_failures_are_tried_again_until_all_are_stored()
    {
        await using var harness = await CounterAsync();
        var options = Quick with { Isolation = IsolationLevel.Serializable, Attempts = 100 };
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => harness.Database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await using var read = new NpgsqlCommand("SELECT n FROM counter", connection, transaction);
                var n = (int)(await read.ExecuteScalarAsync(token))!;
                await using var write = new NpgsqlCommand($"UPDATE counter SET n = {n + 1}", connection, transaction);
                await write.ExecuteNonQueryAsync(token);
            },
            CancellationToken.None,
            options)));
        Assert.Equal(20, await harness.ScalarAsync("SELECT n FROM counter"));
    }

    [Fact]
    public async Task Tries_are_limited_and_then_the_failure_is_named()
    {
        await using var harness = await CounterAsync();
        var tries = 0;
        var failure = await Assert.ThrowsAsync<TransactionFailedException>(() => harness.Database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                tries++;
                await RaiseAsync(connection, transaction, "40001", token);
            },
            CancellationToken.None,
            Quick with { Attempts = 3 }));
        Assert.Equal((TransactionFailure.Conflict, 3, 3), (failure.Failure, failure.Attempts, tries));
    }

    [Theory]
    [InlineData("23505")]
    [InlineData("22012")]
    [InlineData("P0001")]
    public async Task An_error_that_is_none_of_the_machinery_passes_unchanged_and_is_not_tried_again(string sqlState)
    {
        await using var harness = await CounterAsync();
        var tries = 0;
        var error = await Assert.ThrowsAsync<PostgresException>(() => harness.Database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                tries++;
                await RaiseAsync(connection, transaction, sqlState, token);
            },
            CancellationToken.None,
            Quick));
        Assert.Equal((sqlState, 1), (error.SqlState, tries));
    }

    [Theory]
    [InlineData("53100")]
    [InlineData("53200")]
    [InlineData("58030")]
    public async Task A_server_without_disk_or_memory_is_to_blame_and_not_the_work(string sqlState)
    {
        await using var harness = await CounterAsync();
        var failure = await Assert.ThrowsAsync<TransactionFailedException>(() => harness.Database.InTransactionAsync(
            (connection, transaction, token) => RaiseAsync(connection, transaction, sqlState, token),
            CancellationToken.None,
            Quick with { Attempts = 2 }));
        Assert.Equal((TransactionFailure.Unavailable, 2), (failure.Failure, failure.Attempts));
    }

    [Fact]
    public async Task A_connection_lost_before_the_commit_is_tried_again()
    {
        await using var harness = await CounterAsync();
        var tries = 0;
        await harness.Database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await using var write = new NpgsqlCommand("UPDATE counter SET n = n + 1", connection, transaction);
                await write.ExecuteNonQueryAsync(token);
                if (++tries == 1)
                {
                    await harness.ExecuteAsync($"SELECT pg_terminate_backend({connection.ProcessID})");
                    await using var next = new NpgsqlCommand("SELECT 1", connection, transaction);
                    await next.ExecuteNonQueryAsync(token);
                }
            },
            CancellationToken.None,
            Quick);
        Assert.Equal((2, 1), (tries, await harness.ScalarAsync("SELECT n FROM counter")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_of_unknown_outcome_is_tried_again_only_when_the_body_is_idempotent(bool idempotent)
    {
        await using var harness = await CounterAsync();
        var tries = 0;
        var work = harness.Database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await using var write = new NpgsqlCommand("UPDATE counter SET n = 1", connection, transaction);
                await write.ExecuteNonQueryAsync(token);
                if (++tries == 1)
                {
                    await harness.ExecuteAsync($"SELECT pg_terminate_backend({connection.ProcessID}, 5000)");
                }
            },
            CancellationToken.None,
            Quick with { Idempotent = idempotent });
        if (idempotent)
        {
            await work;
            Assert.Equal((2, 1), (tries, await harness.ScalarAsync("SELECT n FROM counter")));
        }
        else
        {
            var failure = await Assert.ThrowsAsync<TransactionFailedException>(() => work);
            Assert.Equal((TransactionFailure.OutcomeUnknown, 1), (failure.Failure, tries));
        }
    }

    [Fact]
    public async Task A_database_that_is_away_is_unavailable_and_back_after_its_restart()
    {
        await using var harness = await CounterAsync();
        postgres.KillServer();
        try
        {
            var failure = await Assert.ThrowsAsync<TransactionFailedException>(() => harness.Database.InTransactionAsync(
                AskAsync, CancellationToken.None, Quick with { Attempts = 2 }));
            Assert.Equal(TransactionFailure.Unavailable, failure.Failure);
        }
        finally
        {
            await postgres.StartServerAsync();
        }

        await harness.Database.InTransactionAsync(AskAsync, CancellationToken.None, Quick with { Attempts = 50 });
    }

    [Fact]
    public void Waits_double_up_to_their_bound()
    {
        var first = TimeSpan.FromMilliseconds(100);
        var most = TimeSpan.FromSeconds(1);
        Assert.InRange(BackOff.Delay(1, first, most), first / 2, first);
        Assert.InRange(BackOff.Delay(3, first, most), first * 2, first * 4);
        Assert.InRange(BackOff.Delay(1000, first, most), most / 2, most);
    }

    private static async Task AskAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT 1", connection, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task RaiseAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sqlState, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"DO $$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = '{sqlState}'; END $$", connection, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<Harness> CounterAsync()
    {
        var harness = await Harness.StartAsync(postgres);
        await harness.ExecuteAsync("CREATE TABLE counter (n int); INSERT INTO counter VALUES (0)");
        return harness;
    }
}
