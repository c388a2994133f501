using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Grpc.Net.ClientFactory;

/// <summary>How the clients of one name are made.</summary>
public class GrpcClientFactoryOptions
{
    /// <summary>Address of the service, for example http://ingestion with service discovery.</summary>
    public Uri? Address { get; set; }

    /// <summary>Actions on the options of the channel, in their order.</summary>
    public IList<Action<GrpcChannelOptions>> ChannelOptionsActions { get; } = [];

    /// <summary>Actions on the options of every call, in their order.</summary>
    public IList<Action<CallOptionsContext>> CallOptionsActions { get; } = [];

    /// <summary>Interceptors shared by all clients; they run inside those of <see cref="InterceptorRegistrations"/>.</summary>
    [Obsolete("Use InterceptorRegistrations, which says how long an interceptor lives.")]
    public IList<Interceptor> Interceptors => SharedInterceptors;

    /// <summary>Interceptors in the order they run.</summary>
    public IList<InterceptorRegistration> InterceptorRegistrations { get; } = [];

    /// <summary>Makes a client out of an invoker; null means its constructor with a CallInvoker.</summary>
    public Func<CallInvoker, object>? Creator { get; set; }

    internal List<Interceptor> SharedInterceptors { get; } = [];
}
