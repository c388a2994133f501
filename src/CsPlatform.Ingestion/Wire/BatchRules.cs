using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.Wire;

/// <summary>What a batch as a whole must be.</summary>
internal static class BatchRules
{
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT for a batch that is too large.</exception>
    internal static void RefuseTooMany(int count, string batch)
    {
        if (count > Limits.BatchEvents)
        {
            throw Refusal.InvalidArgument(
                new FieldFault("events", $"{batch} has {count} events; split it into batches of at most {Limits.BatchEvents}."));
        }
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT for an empty batch.</exception>
    internal static void RefuseNone(int count)
    {
        if (count == 0)
        {
            throw Refusal.InvalidArgument(new FieldFault("events", "The batch is empty; send 1 to 8,192 events."));
        }
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT for a name of a session or request that cannot be one.</exception>
    internal static void RefuseFaultyName(string field, string name)
    {
        if (name.Length > 0)
        {
            var faults = new FieldFaults();
            TextRules.OptionalKey(faults, field, name, Limits.SessionId);
            faults.ThrowIfAny();
        }
    }
}
