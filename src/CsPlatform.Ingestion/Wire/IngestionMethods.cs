using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace CsPlatform.Ingestion.Wire;

/// <summary>The methods of the contract as the service binds them: as generated, but that runs of the feed are <see cref="EventRun"/>.</summary>
internal static class IngestionMethods
{
    /// <summary>What reflection tells of the service.</summary>
    public static Google.Protobuf.Reflection.ServiceDescriptor Descriptor => IngestionService.Descriptor;

    /// <summary>Called by the framework, which makes a service per call and passes none.</summary>
    public static void Bind(ServiceBinderBase binder, IngestionServiceBase? service)
        => IngestionService.BindService(new RunsAsBytes(binder), null);

    private sealed class RunsAsBytes(ServiceBinderBase binder) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
            => binder.AddMethod(method, handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
            => binder.AddMethod(method, handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        {
            if (method is Method<FollowEventsRequest, FollowEventsResponse> follow)
            {
                binder.AddMethod(
                    new Method<FollowEventsRequest, EventRun>(
                        follow.Type, follow.ServiceName, follow.Name, follow.RequestMarshaller, EventRun.Marshaller),
                    (ServerStreamingServerMethod<FollowEventsRequest, EventRun>?)null);
            }
            else
            {
                binder.AddMethod(method, handler);
            }
        }

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
            => binder.AddMethod(method, handler);
    }
}
