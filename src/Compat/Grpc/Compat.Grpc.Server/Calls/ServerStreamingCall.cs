using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One request, many responses.</summary>
internal sealed class ServerStreamingCall<TRequest, TResponse>(
    CallSettings settings, Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> run)
    : CallHandler(settings, requestIsStream: false)
    where TRequest : class
    where TResponse : class
{
    private readonly Func<DeserializationContext, TRequest> _deserializer = method.RequestMarshaller.ContextualDeserializer;
    private readonly Action<TResponse, SerializationContext> _serializer = method.ResponseMarshaller.ContextualSerializer;

    protected override async Task HandleAsync(HttpServerCallContext call)
    {
        var request = await call.ReadSingleAsync(_deserializer);
        await run(request, new ResponseStream<TResponse>(call, _serializer), call);
    }
}
