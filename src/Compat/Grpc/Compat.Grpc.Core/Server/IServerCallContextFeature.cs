using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The gRPC call of an HTTP request; lets clients made inside a handler find deadline and cancellation.</summary>
public interface IServerCallContextFeature
{
    ServerCallContext ServerCallContext { get; }
}
