namespace CsPlatform.Cli.Demo;

/// <summary>A month's money as the generator counts it, in fen.</summary>
internal sealed record ExpectedMonth(long BroughtForward, long Charged, long Settled, long Deducted, long CarriedForward);
