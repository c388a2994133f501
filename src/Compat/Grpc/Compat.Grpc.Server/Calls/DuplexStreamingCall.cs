using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Requests and responses flow independently.</summary>
internal sealed class DuplexStreamingCall<TRequest, TResponse>(
    CallSettings settings, Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> run)
    : CallHandler(settings, requestIsStream: true)
    where TRequest : class
    where TResponse : class
{
    private readonly Func<DeserializationContext, TRequest> _deserializer = method.RequestMarshaller.ContextualDeserializer;
    private readonly Action<TResponse, SerializationContext> _serializer = method.ResponseMarshaller.ContextualSerializer;

    protected override Task HandleAsync(HttpServerCallContext call) => run(
        new RequestStream<TRequest>(call, _deserializer), new ResponseStream<TResponse>(call, _serializer), call);
}
