namespace CsPlatform.Domain.Rulebooks;

/// <summary>One number of a sum.</summary>
/// <param name="Fact">Key of the number.</param>
/// <param name="Times">What it is multiplied with; not 0.</param>
public sealed record SumTerm(string Fact, int Times);
