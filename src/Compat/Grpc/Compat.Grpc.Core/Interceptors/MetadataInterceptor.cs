namespace Grpc.Core.Interceptors;

/// <summary>Passes the headers of each call through a function.</summary>
internal sealed class MetadataInterceptor(Func<Metadata, Metadata> interceptor) : ContextInterceptor
{
    protected override ClientInterceptorContext<TRequest, TResponse> Change<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context) =>
        new(context.Method, context.Host, context.Options.WithHeaders(interceptor(Copy(context.Options.Headers))));

    private static Metadata Copy(Metadata? headers)
    {
        var copy = new Metadata();
        foreach (var entry in headers ?? Metadata.Empty)
        {
            copy.Add(entry);
        }

        return copy;
    }
}
