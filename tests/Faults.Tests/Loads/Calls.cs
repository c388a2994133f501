using Grpc.Net.Client;

namespace Faults.Tests.Loads;

/// <summary>Connections to the service, each of its own, so that one that hangs holds up nobody else.</summary>
internal static class Calls
{
    internal static GrpcChannel Open(Uri address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) },
        DisposeHttpClient = true,
    });
}
