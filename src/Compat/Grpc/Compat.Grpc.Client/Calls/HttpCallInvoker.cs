using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>Makes the calls of a channel.</summary>
internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    private static readonly Func<object, Task<Metadata>> s_headers = static call => ((HttpCall)call).GetHeadersAsync();
    private static readonly Func<object, Status> s_status = static call => ((HttpCall)call).GetStatus();
    private static readonly Func<object, Metadata> s_trailers = static call => ((HttpCall)call).GetTrailers();
    private static readonly Action<object> s_dispose = static call => ((HttpCall)call).Dispose();

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        // A handler of the application may await without ConfigureAwait: on this thread's context it would wait for itself.
        var context = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(null);
            using var call = AsyncUnaryCall(method, host, options, request);
            return call.ResponseAsync.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new HttpCall<TRequest, TResponse>(channel, method, options);
        var response = call.StartUnary(request);
        return new AsyncUnaryCall<TResponse>(response, s_headers, s_status, s_trailers, s_dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new HttpCall<TRequest, TResponse>(channel, method, options);
        var responses = call.StartServerStreaming(request);
        return new AsyncServerStreamingCall<TResponse>(responses, s_headers, s_status, s_trailers, s_dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new HttpCall<TRequest, TResponse>(channel, method, options);
        var requests = call.StartClientStreaming();
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            requests, call.ResponseTask!, s_headers, s_status, s_trailers, s_dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new HttpCall<TRequest, TResponse>(channel, method, options);
        var (requests, responses) = call.StartDuplex();
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            requests, responses, s_headers, s_status, s_trailers, s_dispose, call);
    }
}
