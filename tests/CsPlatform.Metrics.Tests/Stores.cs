using CsPlatform.TestSupport;

namespace CsPlatform.Metrics.Tests;

/// <summary>The Postgres and the Redis that the tests of this assembly share.</summary>
[CollectionDefinition("stores")]
public sealed class Stores : ICollectionFixture<PostgresFixture>, ICollectionFixture<RedisFixture>;
