namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>What something adds to one shop's day.</summary>
/// <param name="Day">The day's number since 1970-01-01.</param>
/// <param name="Hits">Units in time.</param>
/// <param name="Units">Units counted.</param>
internal readonly record struct ReplyShare(int Day, int Hits, int Units);
