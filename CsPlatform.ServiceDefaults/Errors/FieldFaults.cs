namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>Collects every fault of a request, so that its sender hears of all of them at once.</summary>
public sealed class FieldFaults
{
    private readonly List<FieldFault> _faults = [];

    /// <summary>Whether none was found.</summary>
    public bool IsEmpty => _faults.Count == 0;

    /// <summary>The faults in the order in which they were found.</summary>
    public IReadOnlyList<FieldFault> All => _faults;

    /// <summary>Notes a fault.</summary>
    public void Add(string field, string description) => _faults.Add(new FieldFault(field, description));

    /// <summary>Notes a fault when the condition holds, and returns the condition.</summary>
    public bool AddIf(bool faulty, string field, string description)
    {
        if (faulty)
        {
            Add(field, description);
        }

        return faulty;
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every fault, when there is one.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw Refusal.InvalidArgument(_faults);
        }
    }
}
