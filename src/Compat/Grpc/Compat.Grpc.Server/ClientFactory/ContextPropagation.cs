using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.ClientFactory;

/// <summary>Gives each call the nearer of two deadlines and lets either side's cancellation end it.</summary>
internal sealed class ContextPropagation(
    IHttpContextAccessor accessor, IOptionsMonitor<GrpcContextPropagationOptions> options, string clientName) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        using var both = Propagate(ref context);
        return continuation(request, context);
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var both = Propagate(ref context);
        var call = continuation(request, context);
        if (both is null)
        {
            return call;
        }

        DisposeAfter(call.ResponseAsync, both);
        return new AsyncUnaryCall<TResponse>(
            call.ResponseAsync, _ => call.ResponseHeadersAsync, _ => call.GetStatus(), _ => call.GetTrailers(),
            _ => End(call, both), call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var both = Propagate(ref context);
        var call = continuation(context);
        if (both is null)
        {
            return call;
        }

        DisposeAfter(call.ResponseAsync, both);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            call.RequestStream, call.ResponseAsync, _ => call.ResponseHeadersAsync, _ => call.GetStatus(),
            _ => call.GetTrailers(), _ => End(call, both), call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var both = Propagate(ref context);
        var call = continuation(request, context);
        return both is null ? call : new AsyncServerStreamingCall<TResponse>(
            call.ResponseStream, _ => call.ResponseHeadersAsync, _ => call.GetStatus(), _ => call.GetTrailers(),
            _ => End(call, both), call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var both = Propagate(ref context);
        var call = continuation(context);
        return both is null ? call : new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.RequestStream, call.ResponseStream, _ => call.ResponseHeadersAsync, _ => call.GetStatus(),
            _ => call.GetTrailers(), _ => End(call, both), call);
    }

    private static void DisposeAfter(Task task, CancellationTokenSource both) => task.ContinueWith(
        static (_, source) => ((CancellationTokenSource)source!).Dispose(),
        both,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static void End(IDisposable call, CancellationTokenSource both)
    {
        call.Dispose();
        both.Dispose();
    }

    // Only two tokens that can both be cancelled need a third, which the caller disposes with the call.
    private CancellationTokenSource? Propagate<TRequest, TResponse>(ref ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        if (Find() is not { } parent)
        {
            return null;
        }

        var call = context.Options;
        if (parent.Deadline < (call.Deadline ?? DateTime.MaxValue))
        {
            call = call.WithDeadline(parent.Deadline);
        }

        CancellationTokenSource? both = null;
        if (parent.CancellationToken.CanBeCanceled)
        {
            both = call.CancellationToken.CanBeCanceled
                ? CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, parent.CancellationToken)
                : null;
            call = call.WithCancellationToken(both?.Token ?? parent.CancellationToken);
        }

        context = new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, call);
        return both;
    }

    private ServerCallContext? Find()
    {
        var found = accessor.HttpContext?.Features.Get<IServerCallContextFeature>()?.ServerCallContext;
        if (found is not null || options.Get(clientName).SuppressContextNotFoundErrors)
        {
            return found;
        }

        throw new InvalidOperationException(
            $"The gRPC client '{clientName}' takes over the context of a server call, but none is running here. "
            + "Call it from a handler, or set SuppressContextNotFoundErrors in EnableCallContextPropagation.");
    }
}
