using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>Registers what an exception of a library is answered with.</summary>
public static class FailureMapExtensions
{
    /// <summary>Answers every <typeparamref name="TException"/> that leaves a handler with the given refusal.</summary>
    public static IServiceCollection AddFailureMap<TException>(
        this IServiceCollection services, Func<TException, RpcException> refusal)
        where TException : Exception
        => services.AddSingleton<IFailureMap>(new FailureMap<TException>(refusal));

    private sealed class FailureMap<TException>(Func<TException, RpcException> refusal) : IFailureMap
        where TException : Exception
    {
        public RpcException? Map(Exception failure) => failure is TException known ? refusal(known) : null;
    }
}
