namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>A raw entry on its way to its stream.</summary>
internal readonly record struct StreamRow(long Stream, ReplyEntry Entry, int Shop);
