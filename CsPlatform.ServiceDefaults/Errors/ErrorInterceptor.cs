using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>
/// The one place where an exception becomes a status: refusals pass as they are, failures of the machinery become a status that can be
/// retried, and everything else is a fault of ours: logged whole, answered INTERNAL with the trace's id and nothing else.
/// </summary>
internal sealed class ErrorInterceptor(IEnumerable<IFailureMap> maps, TimeProvider time, ILogger<ErrorInterceptor> log) : Interceptor
{
    private readonly IFailureMap[] _maps = [.. maps];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            throw ToStatus(failure, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            throw ToStatus(failure, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            throw ToStatus(failure, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            throw ToStatus(failure, context);
        }
    }

    private RpcException ToStatus(Exception failure, ServerCallContext context)
    {
        if (context.CancellationToken.IsCancellationRequested)
        {
            return context.Deadline <= time.GetUtcNow().UtcDateTime
                ? Refusal.DeadlineExceeded("DEADLINE", "The call's deadline passed; call again with a later one.")
                : new RpcException(new Status(StatusCode.Cancelled, "The caller cancelled the call."));
        }

        foreach (var map in _maps)
        {
            if (map.Map(failure) is { } refusal)
            {
                log.LogWarning(failure, "{Method} was answered {Status}", context.Method, refusal.StatusCode);
                return refusal;
            }
        }

        var trace = Activity.Current?.TraceId.ToString() ?? "none";
        log.LogError(failure, "{Method} failed; trace {Trace}", context.Method, trace);
        return Refusal.Internal("INTERNAL", $"The service failed; its log has the cause under trace {trace}.");
    }
}
