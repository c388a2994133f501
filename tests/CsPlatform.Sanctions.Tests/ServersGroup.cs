namespace CsPlatform.Sanctions.Tests;

/// <summary>Lets test classes share the servers.</summary>
[CollectionDefinition(Servers.Collection)]
public sealed class ServersGroup : ICollectionFixture<Servers>;
