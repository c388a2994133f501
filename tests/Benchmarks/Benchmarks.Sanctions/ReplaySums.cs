namespace Benchmarks.Sanctions;

/// <summary>What the decisions of both sides of a replay come to.</summary>
/// <param name="Live">Reminders, courses and restrictions under the rules in force.</param>
/// <param name="Draft">The same under the draft.</param>
internal readonly record struct ReplaySums((long Notices, long Tasks, long Restrictions) Live, (long Notices, long Tasks, long Restrictions) Draft);
