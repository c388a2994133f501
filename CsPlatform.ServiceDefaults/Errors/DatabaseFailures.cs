using System.Data.Common;
using Grpc.Core;

namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>A database that is away, shutting down, overloaded or busy with others on the same rows: the caller can try again.</summary>
internal sealed class DatabaseFailures : IFailureMap
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // SQLSTATE: serialization_failure and deadlock_detected.
    public RpcException? Map(Exception failure) => failure switch
    {
        DbException { SqlState: "40001" or "40P01" } =>
            Refusal.Aborted("Concurrent changes collided and nothing was stored; try again.", TimeSpan.FromMilliseconds(100)),
        DbException { IsTransient: true } => Refusal.Unavailable("The database is away or busy; try again.", RetryAfter),
        TimeoutException => Refusal.Unavailable("The database did not answer in time; try again.", RetryAfter),
        _ => null,
    };
}
