using CsPlatform.Persistence.Migrations;
using CsPlatform.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CsPlatform.Persistence.Tests;

[Collection("stores")]
public sealed class MigratorTests(PostgresFixture postgres)
{
    private static readonly Migration First = new("test", "0001-a.sql", "CREATE TABLE a (n int);");
    private static readonly Migration Second = new("test", "0002-b.sql", "INSERT INTO a VALUES (1);");

    [Fact]
    public async Task Each_script_runs_once_even_when_several_processes_start_together()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => MigrateAsync(source, First, Second)));
        await MigrateAsync(source, First, Second);
        await using var command = source.CreateCommand("SELECT count(*) FROM a");
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_script_changed_after_it_ran_is_an_error_that_names_it()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await MigrateAsync(source, First);
        var changed = First with { Sql = "CREATE TABLE z (n int);" };
        var error = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(source, changed));
        Assert.Contains("test/0001-a.sql was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_of_a_checkout_are_no_change()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await MigrateAsync(source, First with { Sql = "CREATE TABLE a (\n n int);" });
        await MigrateAsync(source, First with { Sql = "CREATE TABLE a (\r\n n int);" });
    }

    [Fact]
    public async Task A_database_of_a_newer_build_is_refused()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await MigrateAsync(source, First, Second);
        var error = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(source, First));
        Assert.Contains("newer build", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_script_leaves_nothing_behind_and_can_be_mended()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        var broken = First with { Sql = "CREATE TABLE a (n int); SELECT nonsense;" };
        var error = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(source, broken));
        Assert.Contains("nonsense", error.Message, StringComparison.Ordinal);
        await MigrateAsync(source, First, Second);
    }

    [Theory]
    [InlineData("1-a.sql")]
    [InlineData("a.sql")]
    [InlineData("0001a.sql")]
    public void A_name_without_a_number_is_refused(string name)
        => Assert.Throws<MigrationException>(() => Migration.Check([First with { Name = name }]));

    [Fact]
    public void Two_scripts_with_one_number_are_refused()
        => Assert.Throws<MigrationException>(() => Migration.Check([First, First with { Name = "0001-b.sql" }]));

    private static Task MigrateAsync(NpgsqlDataSource source, params Migration[] migrations)
        => new Migrator(source, NullLogger<Migrator>.Instance).MigrateAsync(migrations, CancellationToken.None);
}
