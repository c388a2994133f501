namespace CsPlatform.Domain.Rulebooks;

/// <summary>What there must be enough of before there is a score.</summary>
/// <param name="Given">Name of the given value that counts it.</param>
/// <param name="AtLeast">The fewest that are enough.</param>
public sealed record ScoreSample(string Given, int AtLeast);
