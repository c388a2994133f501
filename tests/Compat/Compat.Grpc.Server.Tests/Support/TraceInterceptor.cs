using Grpc.Core;
using Grpc.Core.Interceptors;

namespace GrpcServerTests.Support;

/// <summary>Writes down when a call enters and leaves.</summary>
public class TraceInterceptor(List<string> trace, string name) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        trace.Add(name + " in");
        var response = await continuation(request, context);
        trace.Add(name + " out");
        return response;
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        trace.Add(name + " in");
        var response = await continuation(requestStream, context);
        trace.Add(name + " out");
        return response;
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        trace.Add(name + " in");
        await continuation(request, responseStream, context);
        trace.Add(name + " out");
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        trace.Add(name + " in");
        await continuation(requestStream, responseStream, context);
        trace.Add(name + " out");
    }
}
