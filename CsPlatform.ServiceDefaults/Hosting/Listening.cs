using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CsPlatform.ServiceDefaults.Hosting;

/// <summary>Binds Kestrel to the two endpoints of <see cref="ListenOptions"/>.</summary>
internal static class Listening
{
    // Server-to-server streams are long and many: the browser-sized default of 100 streams per connection would queue them.
    private const int StreamsPerConnection = 1_000;

    public static void ConfigureEndpoints(WebApplicationBuilder builder)
    {
        var options = Options(builder.Configuration);

        // The two ports say everything: a list of urls on top of them would only be reported as overridden at every start.
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Empty);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
            // A quiet stream is normal here: a follower that waits for the next event sends and receives nothing.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            // gRPC limits each message itself; a stream of many messages has no sensible total.
            kestrel.Limits.MaxRequestBodySize = null;
            Listen(kestrel, options.Host, options.GrpcPort, HttpProtocols.Http2);
            Listen(kestrel, options.Host, options.HealthPort, HttpProtocols.Http1);
        });
    }

    // Checked here and not with the other options: Kestrel takes its endpoints before those are.
    private static ListenOptions Options(ConfigurationManager configuration)
    {
        var options = configuration.GetSection(ListenOptions.Section).Get<ListenOptions>() ?? new ListenOptions();
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? options
            : throw new OptionsValidationException(
                ListenOptions.Section, typeof(ListenOptions), faults.Select(fault => $"{ListenOptions.Section}: {fault.ErrorMessage}"));
    }

    private static void Listen(KestrelServerOptions kestrel, string host, int port, HttpProtocols protocols)
    {
        if (host == "*")
        {
            kestrel.ListenAnyIP(port, endpoint => endpoint.Protocols = protocols);
            return;
        }

        kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = protocols);
        if (port != 0 && Socket.OSSupportsIPv6 && HasIPv6Loopback())
        {
            kestrel.Listen(IPAddress.IPv6Loopback, port, endpoint => endpoint.Protocols = protocols);
        }
    }

    private static bool HasIPv6Loopback()
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
