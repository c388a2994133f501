namespace CsPlatform.Rulebooks;

/// <summary>What reading a file gave: either a value and no fault, or no value and at least one fault.</summary>
public sealed record ReadResult<T>(T? Value, IReadOnlyList<RulebookFault> Faults)
    where T : class;
