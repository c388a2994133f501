namespace CsPlatform.Cli.Recounting;

/// <summary>A unit of counting with its questions in scope, one of each round where rounds are counted; earliest first.</summary>
/// <param name="Day">The day it counts on.</param>
/// <param name="Talk">The consultation; null where a unit spans several.</param>
/// <param name="Waits">What became of its questions.</param>
internal sealed record Unit(int Day, Talk? Talk, IReadOnlyList<Wait> Waits);
