namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>A raw entry on its way to its unit.</summary>
internal readonly record struct UnitRow(long Unit, ReplyEntry Entry, int Shop);
