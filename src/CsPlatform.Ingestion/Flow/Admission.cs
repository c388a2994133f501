using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace CsPlatform.Ingestion.Flow;

/// <summary>
/// Who may come in now: within the quotas of its sources and shops, and while the bytes of all that is worked on stay below their
/// bound. What waits for a quota holds nothing that others need.
/// </summary>
internal sealed class Admission
{
    // What a small sender has in a batch; a quarter of the bytes is kept for such.
    private const int SmallBatchBytes = 64 * 1024;

    private readonly Quotas quotas;
    private readonly TimeSpan longestWait;
    private readonly IngestionMeter meter;
    private readonly TimeProvider time;
    private readonly Room bytes;

    public Admission(
        Quotas quotas, IOptions<QuotaOptions> quotaOptions, IOptions<IngestionOptions> options, IngestionMeter meter, TimeProvider time)
    {
        this.quotas = quotas;
        longestWait = quotaOptions.Value.LongestWait;
        this.meter = meter;
        this.time = time;
        bytes = new Room(options.Value.BytesInFlight, SmallBatchBytes);
        meter.ObserveBytes(() => bytes.Used);
    }

    /// <summary>Bytes that a large batch could take now.</summary>
    internal long FreeBytes => bytes.Free;

    /// <summary>Waits until a stream may send something else, before it is read.</summary>
    internal async Task WaitForRoomAsync(CancellationToken cancellation)
    {
        await bytes.TakeAsync(1, cancellation);
        bytes.Return(1);
    }

    /// <summary>Holds a stream until its batch fits; says whether a quota made it wait.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: its quota cannot be met soon.</exception>
    internal async Task<(Admitted Admitted, bool WasHeld)> AdmitAsync(
        IReadOnlyList<Event> events, int size, CancellationToken cancellation)
    {
        meter.BatchCame(events.Count);
        var answer = quotas.Take(quotas.DemandOf(events), longestWait);
        if (answer.Wait > longestWait)
        {
            throw Refuse(answer);
        }

        var spread = answer.Spread < longestWait ? answer.Spread : longestWait;
        if (answer.Held > TimeSpan.Zero)
        {
            meter.Held(answer with { Spread = spread });
            await Task.Delay(answer.Wait, time, cancellation);
        }

        await bytes.TakeAsync(size, cancellation);
        return (new Admitted(bytes, size, spread), answer.Held > TimeSpan.Zero);
    }

    /// <summary>
    /// Lets a single batch in now or refuses it. <paramref name="take"/> says whether there is room for it in the rest of the service;
    /// a batch that is refused leaves nothing behind.
    /// </summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: a quota, or too much under way.</exception>
    internal async Task<T> AdmitNowAsync<T>(IReadOnlyList<Event> events, int size, Func<Admitted, Task<T?>> take)
        where T : class
    {
        meter.BatchCame(events.Count);
        var demand = quotas.DemandOf(events);
        var answer = quotas.Take(demand, TimeSpan.Zero);
        if (answer.Wait > TimeSpan.Zero)
        {
            throw Refuse(answer);
        }

        if (!bytes.TryTake(size))
        {
            quotas.Return(demand);
            throw Refuse("bytes");
        }

        var admitted = new Admitted(bytes, size, TimeSpan.Zero);
        T? taken = null;
        try
        {
            taken = await take(admitted);
        }
        finally
        {
            if (taken is null)
            {
                admitted.Release();
                quotas.Return(demand);
            }
        }

        return taken ?? throw Refuse("queue");
    }

    private RpcException Refuse(QuotaAnswer answer)
    {
        meter.Refused($"quota_{answer.Kind}");
        return answer.ToRefusal();
    }

    private RpcException Refuse(string reason)
    {
        meter.Refused(reason);
        return Refusal.ResourceExhausted(
            "More events wait than can be stored soon; send the same batch again a little later.",
            TimeSpan.FromMilliseconds(250));
    }
}
