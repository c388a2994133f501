using Faults.Tests.Checking;
using Grpc.Core;

namespace Faults.Tests.Loads;

/// <summary>How calls failed. A fault of the machinery may cost a call, and says so with a status that tells to come back.</summary>
internal sealed class Outages(Ledger ledger)
{
    private int count;

    /// <summary>Calls that failed.</summary>
    internal int Count => Volatile.Read(ref count);

    internal void Note(RpcException failure)
    {
        Interlocked.Increment(ref count);
        if (failure.StatusCode is not (StatusCode.Unavailable or StatusCode.Aborted or StatusCode.ResourceExhausted
            or StatusCode.Cancelled or StatusCode.DeadlineExceeded))
        {
            ledger.Wrong($"A call failed with {failure.Status}, which tells nobody to come back.");
        }
    }
}
