namespace Grpc.AspNetCore.Server;

/// <summary>Settings of one service; they win over those of all services.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class
{
}
