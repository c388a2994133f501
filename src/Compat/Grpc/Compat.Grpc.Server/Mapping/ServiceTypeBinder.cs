using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Binds methods to the members of a service type, of which each call gets an instance.</summary>
internal sealed class ServiceTypeBinder<TService> : ServiceBinderBase
    where TService : class
{
    private readonly EndpointMapper _mapper;
    private readonly ServiceActivator<TService> _activator;

    public ServiceTypeBinder(EndpointMapper mapper, IServiceProvider services)
    {
        _mapper = mapper;
        _activator = new ServiceActivator<TService>(services);
    }

    private delegate Task<TResponse> Unary<TRequest, TResponse>(TService service, TRequest request, ServerCallContext context);

    private delegate Task<TResponse> ClientStreaming<TRequest, TResponse>(
        TService service, IAsyncStreamReader<TRequest> requests, ServerCallContext context);

    private delegate Task ServerStreaming<TRequest, TResponse>(
        TService service, TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context);

    private delegate Task DuplexStreaming<TRequest, TResponse>(
        TService service, IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses,
        ServerCallContext context);

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var member = FindMember(method, typeof(TRequest), typeof(ServerCallContext));
        var open = member.CreateDelegate<Unary<TRequest, TResponse>>();
        var settings = _mapper.SettingsFor(method);
        var run = InterceptorPipeline.Wrap<TRequest, TResponse>(
            (request, context) => _activator.RunAsync((open, request), context, static (s, a, c) => a.open(s, a.request, c)),
            settings);
        _mapper.Map(typeof(TService), method, member, new UnaryCall<TRequest, TResponse>(settings, method, run).RunAsync);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var member = FindMember(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var open = member.CreateDelegate<ClientStreaming<TRequest, TResponse>>();
        var settings = _mapper.SettingsFor(method);
        var run = InterceptorPipeline.Wrap<TRequest, TResponse>(
            (requests, context) => _activator.RunAsync((open, requests), context, static (s, a, c) => a.open(s, a.requests, c)),
            settings);
        _mapper.Map(typeof(TService), method, member,
            new ClientStreamingCall<TRequest, TResponse>(settings, method, run).RunAsync);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var member = FindMember(method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var open = member.CreateDelegate<ServerStreaming<TRequest, TResponse>>();
        var settings = _mapper.SettingsFor(method);
        var run = InterceptorPipeline.Wrap<TRequest, TResponse>(
            (request, responses, context) => _activator.RunAsync(
                (open, request, responses), context, static (s, a, c) => Done(a.open(s, a.request, a.responses, c))),
            settings);
        _mapper.Map(typeof(TService), method, member,
            new ServerStreamingCall<TRequest, TResponse>(settings, method, run).RunAsync);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var member = FindMember(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var open = member.CreateDelegate<DuplexStreaming<TRequest, TResponse>>();
        var settings = _mapper.SettingsFor(method);
        var run = InterceptorPipeline.Wrap<TRequest, TResponse>(
            (requests, responses, context) => _activator.RunAsync(
                (open, requests, responses), context, static (s, a, c) => Done(a.open(s, a.requests, a.responses, c))),
            settings);
        _mapper.Map(typeof(TService), method, member,
            new DuplexStreamingCall<TRequest, TResponse>(settings, method, run).RunAsync);
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private static MethodInfo FindMember(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
        ?? throw new InvalidOperationException(
            $"{typeof(TService)} has no public method {method.Name}({string.Join(", ",
                parameters.Select(static p => p.Name))}).");
}
