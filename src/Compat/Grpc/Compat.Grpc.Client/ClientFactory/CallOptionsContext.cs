using Grpc.Core;

namespace Grpc.Net.ClientFactory;

/// <summary>The options of a call that is about to be made, for actions that change them.</summary>
public sealed class CallOptionsContext
{
    internal CallOptionsContext(CallOptions callOptions, IServiceProvider serviceProvider)
    {
        CallOptions = callOptions;
        ServiceProvider = serviceProvider;
    }

    /// <summary>The options; what is set here is used.</summary>
    public CallOptions CallOptions { get; set; }

    /// <summary>Services of the scope that the client was resolved from.</summary>
    public IServiceProvider ServiceProvider { get; }
}
