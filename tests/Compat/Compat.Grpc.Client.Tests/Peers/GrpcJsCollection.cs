namespace GrpcClientTests.Peers;

[CollectionDefinition(Name)]
public sealed class GrpcJsCollection : ICollectionFixture<GrpcJs>
{
    public const string Name = "grpc-js";
}
