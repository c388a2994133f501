using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Binds methods to the handlers that a service definition brings along.</summary>
internal sealed class DefinitionBinder(EndpointMapper mapper) : ServiceBinderBase
{
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var settings = mapper.SettingsFor(method);
        Map(method, new UnaryCall<TRequest, TResponse>(settings, method, InterceptorPipeline.Wrap(handler, settings)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var settings = mapper.SettingsFor(method);
        Map(method, new ClientStreamingCall<TRequest, TResponse>(settings, method, InterceptorPipeline.Wrap(handler, settings)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var settings = mapper.SettingsFor(method);
        Map(method, new ServerStreamingCall<TRequest, TResponse>(settings, method, InterceptorPipeline.Wrap(handler, settings)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var settings = mapper.SettingsFor(method);
        Map(method, new DuplexStreamingCall<TRequest, TResponse>(settings, method, InterceptorPipeline.Wrap(handler, settings)));
    }

    private void Map(IMethod method, CallHandler call) =>
        mapper.Map(typeof(ServerServiceDefinition), method, handler: null, call.RunAsync);
}
