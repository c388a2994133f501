namespace CsPlatform.Rulebooks;

/// <summary>Rulebook files cannot be used; lists every fault of every file, not only the first.</summary>
public sealed class RulebookFaultException(IReadOnlyList<RulebookFault> faults)
    : Exception($"{faults.Count} fault(s) in rulebook files:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}")
{
    /// <summary>The faults, at least one.</summary>
    public IReadOnlyList<RulebookFault> Faults { get; } = faults;
}
