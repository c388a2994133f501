namespace CsPlatform.Billing.Tests;

/// <summary>Tests that share the servers; each has a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class ServersCollection : ICollectionFixture<Servers>
{
    internal const string Name = "servers";
}
