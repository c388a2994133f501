using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Many requests, one response.</summary>
internal sealed class ClientStreamingCall<TRequest, TResponse>(
    CallSettings settings, Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> run)
    : CallHandler(settings, requestIsStream: true)
    where TRequest : class
    where TResponse : class
{
    private readonly Func<DeserializationContext, TRequest> _deserializer = method.RequestMarshaller.ContextualDeserializer;
    private readonly Action<TResponse, SerializationContext> _serializer = method.ResponseMarshaller.ContextualSerializer;

    protected override async Task HandleAsync(HttpServerCallContext call)
    {
        var response = NotNull(await run(new RequestStream<TRequest>(call, _deserializer), call));
        call.WriteLast(response, _serializer);
    }
}
