using CsPlatform.TestSupport;

namespace CsPlatform.Billing.Tests;

/// <summary>The real Postgres and Redis of this test run.</summary>
public sealed class Servers : IAsyncLifetime
{
    internal PostgresFixture Postgres { get; } = new();

    internal RedisFixture Redis { get; } = new();

    public Task InitializeAsync() => Task.WhenAll(Postgres.InitializeAsync(), Redis.InitializeAsync());

    public Task DisposeAsync() => Task.WhenAll(Postgres.DisposeAsync(), Redis.DisposeAsync());
}
