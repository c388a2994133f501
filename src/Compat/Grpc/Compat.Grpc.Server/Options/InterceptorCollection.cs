using System.Collections.ObjectModel;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server;

/// <summary>Server interceptors in the order in which they see a call.</summary>
public class InterceptorCollection : Collection<InterceptorRegistration>
{
    /// <summary>
    /// Taken from the service provider when registered there, otherwise made per call with <paramref name="args"/>.
    /// </summary>
    public void Add<TInterceptor>(params object[] args)
        where TInterceptor : Interceptor => Add(typeof(TInterceptor), args);

    /// <inheritdoc cref="Add{TInterceptor}(object[])"/>
    public void Add(Type interceptorType, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(interceptorType);
        if (!interceptorType.IsSubclassOf(typeof(Interceptor)))
        {
            throw new ArgumentException(
                $"{interceptorType} does not derive from {typeof(Interceptor)}.", nameof(interceptorType));
        }

        Add(new InterceptorRegistration(interceptorType, args));
    }
}
