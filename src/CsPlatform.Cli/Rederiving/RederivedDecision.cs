namespace CsPlatform.Cli.Rederiving;

/// <summary>What a decision does, without its reasons.</summary>
/// <param name="Kind">The kind, in the contract's word.</param>
/// <param name="From">First day of effect, YYYY-MM-DD.</param>
/// <param name="Until">Day on which it ends, exclusive; empty: no end of its own.</param>
/// <param name="Quota">Month whose quota it uses, YYYY-MM; empty: none.</param>
internal sealed record RederivedDecision(string Kind, string From, string Until, string Quota)
{
    public override string ToString() =>
        $"{Kind} {From}{(Until.Length > 0 ? $" until {Until}" : "")}{(Quota.Length > 0 ? $", counts for {Quota}" : "")}";
}
