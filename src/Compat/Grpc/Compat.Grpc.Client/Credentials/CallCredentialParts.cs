using Grpc.Core;

namespace Grpc.Net.Client.Credentials;

/// <summary>Takes call credentials apart into the interceptors that write them.</summary>
internal sealed class CallCredentialParts : CallCredentialsConfiguratorBase
{
    private readonly List<AsyncAuthInterceptor> _interceptors = [];

    public static IReadOnlyList<AsyncAuthInterceptor> Of(CallCredentials credentials)
    {
        var parts = new CallCredentialParts();
        credentials.InternalPopulateConfiguration(parts, null);
        return parts._interceptors;
    }

    public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials)
    {
        foreach (var part in credentials)
        {
            part.InternalPopulateConfiguration(this, state);
        }
    }

    public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor)
        => _interceptors.Add(interceptor);
}
