namespace Grpc.Core;

/// <summary>Credentials that travel as metadata of a call.</summary>
public abstract class CallCredentials
{
    /// <summary>All of <paramref name="credentials"/> together, in their order.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials) => new CompositeCallCredentials(credentials);

    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) =>
        new InterceptorCallCredentials(interceptor);

    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);

    private sealed class CompositeCallCredentials : CallCredentials
    {
        private readonly CallCredentials[] _credentials;

        public CompositeCallCredentials(CallCredentials[] credentials)
        {
            ArgumentNullException.ThrowIfNull(credentials);
            if (credentials.Length < 2)
            {
                throw new ArgumentException("Name at least two credentials to compose.", nameof(credentials));
            }

            _credentials = [.. credentials];
        }

        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, _credentials);
    }

    private sealed class InterceptorCallCredentials : CallCredentials
    {
        private readonly AsyncAuthInterceptor _interceptor;

        public InterceptorCallCredentials(AsyncAuthInterceptor interceptor)
        {
            ArgumentNullException.ThrowIfNull(interceptor);
            _interceptor = interceptor;
        }

        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, _interceptor);
    }
}
