namespace CsPlatform.Domain.Rulebooks;

/// <summary>What money of the payer is taken.</summary>
public enum FundSource
{
    /// <summary>保证金: the deposit that the shop keeps with the platform.</summary>
    Deposit = 1,

    /// <summary>货款, 销售款: sales proceeds that the platform has not paid out yet.</summary>
    SalesProceeds = 2,
}
