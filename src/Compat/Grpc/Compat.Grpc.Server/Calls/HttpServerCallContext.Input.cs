using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <content>Starting the call and reading its messages.</content>
internal sealed partial class HttpServerCallContext
{
    private IncomingMessages? _input;

    public IncomingMessages Input => _input!;

    /// <summary>Reads what the request headers ask for; an <see cref="RpcException"/> refuses the call.</summary>
    public void Begin()
    {
        Http.Features.Set<IServerCallContextFeature>(this);
        var headers = Http.Request.Headers;
        _input = new IncomingMessages(Http.Request.BodyReader, _settings.MaxReceiveMessageSize, RequestEncoding(headers));
        ChooseResponseEncoding(headers);
        if (headers.GrpcTimeout is { Count: > 0 } timeout)
        {
            StartDeadline(timeout.ToString());
        }
    }

    public async ValueTask<T> ReadSingleAsync<T>(Func<DeserializationContext, T> deserializer)
        where T : class
    {
        try
        {
            return await Input.ReadSingleAsync(deserializer, CancellationToken.None);
        }
        catch (IOException e)
        {
            throw BodyError(e);
        }
    }

    public async ValueTask<T?> ReadAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await Input.ReadAsync(deserializer, cancellationToken);
        }
        catch (IOException e)
        {
            throw BodyError(e);
        }
    }

    private ICompressionProvider? RequestEncoding(IHeaderDictionary headers)
    {
        var encoding = headers.GrpcEncoding;
        if (encoding.Count == 0 || encoding == GrpcProtocol.IdentityEncoding)
        {
            return null;
        }

        var provider = _settings.FindCompression(encoding.ToString());
        if (provider is null)
        {
            Http.Response.Headers.GrpcAcceptEncoding = _settings.AcceptEncoding;
            throw WireErrors.UnknownEncoding(encoding.ToString(), _settings.AcceptEncoding);
        }

        return provider;
    }

    /// <summary>
    /// A body that breaks off is the caller's doing: either it took the call back or it broke HTTP's own rules.
    /// </summary>
    private Exception BodyError(IOException e) => e is BadHttpRequestException
        ? new RpcException(new Status(StatusCode.Internal, "The request body is broken: " + e.Message, e))
        : new OperationCanceledException("The caller cancelled the call.", e, CallToken());
}
