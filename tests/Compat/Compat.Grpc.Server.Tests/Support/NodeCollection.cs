namespace GrpcServerTests.Support;

/// <summary>One Node process serves all test classes of this collection.</summary>
[CollectionDefinition(Name)]
public sealed class NodeCollection : ICollectionFixture<NodeClient>
{
    public const string Name = "grpc-js client";
}
