using System.Data.Common;
using Grpc.Core;

namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>A database that is away, shutting down or overloaded: the caller can try again.</summary>
internal sealed class DatabaseFailures : IFailureMap
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public RpcException? Map(Exception failure) => failure switch
    {
        DbException { IsTransient: true } => Refusal.Unavailable("The database is away or busy; try again.", RetryAfter),
        TimeoutException => Refusal.Unavailable("The database did not answer in time; try again.", RetryAfter),
        _ => null,
    };
}
