using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Ingestion.Flow;

/// <summary>How long a batch has to wait for its quotas, and for which of them.</summary>
/// <param name="Wait">Time until it may pass; zero: now.</param>
/// <param name="Spread">Time over which it is to be let in after that.</param>
/// <param name="Kind">Which quota makes it wait longest.</param>
/// <param name="Name">The source, or platform and shop.</param>
internal readonly record struct QuotaAnswer(TimeSpan Wait, TimeSpan Spread, QuotaKind Kind, string Name)
{
    /// <summary>Time for which a stream is held.</summary>
    internal TimeSpan Held => Wait + Spread;

    /// <summary>What holds for both: the longer times, and the name of what holds the batch longest.</summary>
    internal QuotaAnswer And(long wait, long spread, QuotaKind kind, string name)
    {
        var longer = this with
        {
            Wait = TimeSpan.FromTicks(Math.Max(Wait.Ticks, wait)),
            Spread = TimeSpan.FromTicks(Math.Max(Spread.Ticks, spread)),
        };
        return wait + spread > Held.Ticks ? longer with { Kind = kind, Name = name } : longer;
    }

    /// <summary>The refusal of a batch that may not wait so long.</summary>
    internal RpcException ToRefusal() => Kind is QuotaKind.Source
        ? Refusal.QuotaExceeded(
            $"source:{Name}", "The source sends more than its quota; send the same batch again after the delay.", Wait)
        : Refusal.QuotaExceeded(
            $"shop:{Name}", "More comes about this shop than its quota; send the same batch again after the delay.", Wait);
}
