using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One request, one response.</summary>
internal sealed class UnaryCall<TRequest, TResponse>(
    CallSettings settings, Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> run)
    : CallHandler(settings, requestIsStream: false)
    where TRequest : class
    where TResponse : class
{
    private readonly Func<DeserializationContext, TRequest> _deserializer = method.RequestMarshaller.ContextualDeserializer;
    private readonly Action<TResponse, SerializationContext> _serializer = method.ResponseMarshaller.ContextualSerializer;

    protected override async Task HandleAsync(HttpServerCallContext call)
    {
        var request = await call.ReadSingleAsync(_deserializer);
        var response = NotNull(await run(request, call));
        call.WriteLast(response, _serializer);
    }
}
