using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Billing;

/// <summary>How fines are taken, where the platform's rules are silent.</summary>
internal sealed class FineOptions
{
    /// <summary>Section of the configuration.</summary>
    internal const string Section = "Fines";

    /// <summary>
    /// What money a fine is taken from when its rule names none (docs/decisions/0040). Empty, as shipped: it is shown as due and
    /// nothing is taken.
    /// </summary>
    public IList<FundSource> Funds { get; } = [];
}
