using CsPlatform.TestSupport;

namespace Faults.Tests.Support;

/// <summary>A Postgres that commits to disk, as in production, and a Redis. The tests kill both.</summary>
public sealed class Stores : IAsyncLifetime
{
    internal PostgresFixture Postgres { get; } = new() { Durable = true };

    internal RedisFixture Redis { get; } = new();

    internal async Task<ServiceProcess> NewServiceAsync() => new(await Postgres.CreateDatabaseAsync(), Redis.ConnectionString);

    public async Task InitializeAsync()
    {
        await Postgres.InitializeAsync();
        await Redis.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Postgres.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
