using Grpc.Core;
using GrpcServerTests.Protos;

namespace GrpcServerTests.Support;

/// <summary>A service with attributes.</summary>
[Mark("type")]
public sealed class MarkedService : Probe.ProbeBase
{
    [Mark("handler")]
    public override Task<Pong> Echo(Ping request, ServerCallContext context) => Task.FromResult(new Pong());
}
