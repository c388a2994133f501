using System.Buffers.Binary;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrpcClientTests.Peers;

/// <summary>An HTTP/2 server without any gRPC in it, which answers as a test says.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RawPeer(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<RawPeer> StartAsync(
        RequestDelegate answer, HttpProtocols protocols = HttpProtocols.Http2, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Loopback, port, l => l.Protocols = protocols));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new RawPeer(app);
    }

    /// <summary>Headers of a gRPC response.</summary>
    public static void Begin(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
    }

    /// <summary>A response of nothing but a status.</summary>
    public static void Refuse(HttpContext context, int status, string message, params (string Key, string Value)[] trailers)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = $"{status}";
        context.Response.Headers["grpc-message"] = message;
        foreach (var (key, value) in trailers)
        {
            context.Response.Headers[key] = value;
        }
    }

    /// <summary>A whole response with one message and OK.</summary>
    public static async Task AnswerAsync(HttpContext context, IMessage message)
    {
        Begin(context);
        await context.Response.Body.WriteAsync(Frame(message.ToByteArray()));
        context.Response.AppendTrailer("grpc-status", "0");
    }

    public static byte[] Frame(byte[] payload, byte flag = 0)
    {
        var frame = new byte[payload.Length + 5];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
