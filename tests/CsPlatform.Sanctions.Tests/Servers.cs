using CsPlatform.TestSupport;

namespace CsPlatform.Sanctions.Tests;

/// <summary>The database and cache servers of this test run.</summary>
public sealed class Servers : IAsyncLifetime
{
    public const string Collection = "servers";

    public PostgresFixture Postgres { get; } = new();

    public RedisFixture Redis { get; } = new();

    public async Task InitializeAsync()
    {
        await Postgres.InitializeAsync();
        await Redis.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
