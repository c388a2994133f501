using Npgsql;

namespace Compat.Aspire.Hosting.Tests;

public sealed class DatabaseTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_data_volume_survives_a_restart_with_its_generated_password()
    {
        var first = await WithDatabaseAsync(async connection =>
        {
            await using var command = new NpgsqlCommand("CREATE TABLE kept (x int); INSERT INTO kept VALUES (42)", connection);
            await command.ExecuteNonQueryAsync();
        });
        var second = await WithDatabaseAsync(async connection =>
        {
            await using var command = new NpgsqlCommand("SELECT x FROM kept", connection);
            Assert.Equal(42, await command.ExecuteScalarAsync());
        });
        Assert.Equal(first, second);
        Assert.True(first.Length >= 22);
    }

    [Fact]
    public async Task Another_password_for_kept_data_is_applied_to_the_data()
    {
        await WithDatabaseAsync(_ => Task.CompletedTask, "--Parameters:pg-password=first-one");
        var password = await WithDatabaseAsync(_ => Task.CompletedTask, "--Parameters:pg-password=second'one");
        Assert.Equal("second'one", password);
    }

    [Fact]
    public async Task Without_a_volume_the_data_ends_with_the_run()
    {
        var builder = _stack.Describe();
        builder.AddPostgres("pg").AddDatabase("db");
        string data;
        await using (var application = await TestStack.StartAsync(builder))
        {
            await application.ResourceNotifications.WaitForResourceHealthyAsync("db", TestStack.Deadline);
            data = Directory.EnumerateDirectories(_stack.Home, "pg", SearchOption.AllDirectories).Single();
            Assert.True(File.Exists(Path.Combine(data, "data", "PG_VERSION")));
        }

        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var builder = _stack.Describe();
        builder.AddPostgres("pg");
        await using var application = await TestStack.StartAsync(builder);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("pg", TestStack.Deadline);
        var wrong = new NpgsqlConnectionStringBuilder(await application.GetConnectionStringAsync("pg")) { Password = "wrong" };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task Data_in_use_by_another_stack_is_an_error_that_names_the_remedy()
    {
        var first = _stack.Describe();
        first.AddPostgres("pg").WithDataVolume("shared");
        await using var running = await TestStack.StartAsync(first);
        var second = _stack.Describe();
        second.AddPostgres("pg").WithDataVolume("shared");
        await using var refused = await TestStack.StartAsync(second);
        var state = await refused.ResourceNotifications.WaitForResourceAsync(
            "pg", change => change.Snapshot.State?.Text == KnownResourceStates.FailedToStart, TestStack.Deadline);
        Assert.Contains("LocalRuntime__Home", (string)state.Snapshot.Property("resource.error")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_file_of_a_server_that_no_longer_runs_is_no_obstacle()
    {
        await WithDatabaseAsync(_ => Task.CompletedTask);
        var data = Directory.EnumerateDirectories(_stack.Home, "data", SearchOption.AllDirectories)
            .Single(folder => File.Exists(Path.Combine(folder, "PG_VERSION")));
        await File.WriteAllTextAsync(
            Path.Combine(data, "postmaster.pid"), $"{Environment.ProcessId}\n{data}\n1\n1\n\nlocalhost\n");
        await WithDatabaseAsync(_ => Task.CompletedTask);
    }

    [Fact]
    public async Task Redis_keeps_its_keys_in_a_volume_and_asks_for_the_password()
    {
        for (var run = 0; run < 2; run++)
        {
            var builder = _stack.Describe();
            builder.AddRedis("cache").WithDataVolume();
            await using var application = await TestStack.StartAsync(builder);
            await application.ResourceNotifications.WaitForResourceHealthyAsync("cache", TestStack.Deadline);
            var text = (await application.GetConnectionStringAsync("cache"))!;
            Assert.Contains(",password=", text, StringComparison.Ordinal);
            using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(text);
            if (run == 0)
            {
                Assert.True(await redis.GetDatabase().StringSetAsync("kept", "yes"));
            }
            else
            {
                Assert.Equal("yes", (string?)await redis.GetDatabase().StringGetAsync("kept"));
            }
        }
    }

    private async Task<string> WithDatabaseAsync(Func<NpgsqlConnection, Task> work, params string[] args)
    {
        var builder = _stack.Describe(args);
        builder.AddPostgres("pg").WithDataVolume("kept").AddDatabase("db", "the_db");
        await using var application = await TestStack.StartAsync(builder);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("db", TestStack.Deadline);
        var text = (await application.GetConnectionStringAsync("db"))!;
        Assert.EndsWith(";Database=the_db", text, StringComparison.Ordinal);
        await using var connection = new NpgsqlConnection(text + ";Pooling=false");
        await connection.OpenAsync();
        await work(connection);
        return new NpgsqlConnectionStringBuilder(text).Password!;
    }
}
