using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Carries on the configuration begun by AddGrpc.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
