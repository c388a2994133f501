using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The caller's address in gRPC's notation.</summary>
internal static class PeerName
{
    public static string Of(ConnectionInfo connection)
    {
        if (connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork =>
                string.Create(CultureInfo.InvariantCulture, $"ipv4:{address}:{connection.RemotePort}"),
            AddressFamily.InterNetworkV6 =>
                string.Create(CultureInfo.InvariantCulture, $"ipv6:[{address}]:{connection.RemotePort}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"unknown:{address}:{connection.RemotePort}"),
        };
    }
}
