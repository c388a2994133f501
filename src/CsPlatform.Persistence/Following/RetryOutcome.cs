namespace CsPlatform.Persistence.Following;

/// <summary>What became of a poison record that was tried again.</summary>
/// <param name="IsApplied">Whether it is applied now.</param>
/// <param name="Cause">Why not; empty when it is.</param>
public sealed record RetryOutcome(bool IsApplied, string Cause);
