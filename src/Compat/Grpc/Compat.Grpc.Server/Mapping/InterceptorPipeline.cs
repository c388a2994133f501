using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Puts the interceptors of a method around its handler, once, when the method is mapped.</summary>
internal static class InterceptorPipeline
{
    public static UnaryServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        UnaryServerMethod<TRequest, TResponse> handler, CallSettings settings)
        where TRequest : class
        where TResponse : class
    {
        foreach (var registration in settings.InterceptorsInnermostFirst)
        {
            var next = handler;
            handler = async (request, context) =>
            {
                var (interceptor, created) = registration.Resolve(context.GetHttpContext().RequestServices);
                try
                {
                    return await interceptor.UnaryServerHandler(request, context, next);
                }
                finally
                {
                    await ReleaseAsync(interceptor, created);
                }
            };
        }

        return handler;
    }

    public static ClientStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        ClientStreamingServerMethod<TRequest, TResponse> handler, CallSettings settings)
        where TRequest : class
        where TResponse : class
    {
        foreach (var registration in settings.InterceptorsInnermostFirst)
        {
            var next = handler;
            handler = async (requests, context) =>
            {
                var (interceptor, created) = registration.Resolve(context.GetHttpContext().RequestServices);
                try
                {
                    return await interceptor.ClientStreamingServerHandler(requests, context, next);
                }
                finally
                {
                    await ReleaseAsync(interceptor, created);
                }
            };
        }

        return handler;
    }

    public static ServerStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        ServerStreamingServerMethod<TRequest, TResponse> handler, CallSettings settings)
        where TRequest : class
        where TResponse : class
    {
        foreach (var registration in settings.InterceptorsInnermostFirst)
        {
            var next = handler;
            handler = async (request, responses, context) =>
            {
                var (interceptor, created) = registration.Resolve(context.GetHttpContext().RequestServices);
                try
                {
                    await interceptor.ServerStreamingServerHandler(request, responses, context, next);
                }
                finally
                {
                    await ReleaseAsync(interceptor, created);
                }
            };
        }

        return handler;
    }

    public static DuplexStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        DuplexStreamingServerMethod<TRequest, TResponse> handler, CallSettings settings)
        where TRequest : class
        where TResponse : class
    {
        foreach (var registration in settings.InterceptorsInnermostFirst)
        {
            var next = handler;
            handler = async (requests, responses, context) =>
            {
                var (interceptor, created) = registration.Resolve(context.GetHttpContext().RequestServices);
                try
                {
                    await interceptor.DuplexStreamingServerHandler(requests, responses, context, next);
                }
                finally
                {
                    await ReleaseAsync(interceptor, created);
                }
            };
        }

        return handler;
    }

    private static ValueTask ReleaseAsync(object interceptor, bool created) =>
        created ? Disposal.DisposeAsync(interceptor) : default;
}
