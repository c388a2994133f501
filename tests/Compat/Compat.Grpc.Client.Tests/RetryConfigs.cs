using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using GrpcClientTests.Peers;

namespace GrpcClientTests;

/// <summary>Service configurations with short pauses.</summary>
internal static class RetryConfigs
{
    public static MethodConfig Policy(int attempts, MethodName? name = null) => new()
    {
        Names = { name ?? MethodName.Default },
        RetryPolicy = new RetryPolicy
        {
            MaxAttempts = attempts,
            InitialBackoff = TimeSpan.FromMilliseconds(5),
            MaxBackoff = TimeSpan.FromMilliseconds(20),
            BackoffMultiplier = 2,
            RetryableStatusCodes = { StatusCode.Unavailable },
        },
    };

    public static ServiceConfig Config(params MethodConfig[] methods)
    {
        var config = new ServiceConfig();
        foreach (var method in methods)
        {
            config.MethodConfigs.Add(method);
        }

        return config;
    }

    public static GrpcChannel Channel(RawPeer peer, MethodConfig method)
        => GrpcChannel.ForAddress(peer.Address, new GrpcChannelOptions { ServiceConfig = Config(method) });
}
