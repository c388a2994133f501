namespace CsPlatform.Domain.Rulebooks;

/// <summary>Holds where a text fact has one of these values; it does not hold where the fact is not given.</summary>
public sealed record FactCondition(string Fact, IReadOnlySet<string> Values);
