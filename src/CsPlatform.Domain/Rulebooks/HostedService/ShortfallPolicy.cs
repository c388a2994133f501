namespace CsPlatform.Domain.Rulebooks;

/// <summary>What happens when sales proceeds do not suffice for what is owed.</summary>
public enum ShortfallPolicy
{
    /// <summary>The rest stays owed and is taken out of the next settlement.</summary>
    CarryForward = 1,

    /// <summary>The rest is taken out of the shop's 保证金, as far as that goes; what is left stays owed.</summary>
    Deposit = 2,
}
