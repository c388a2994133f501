namespace CsPlatform.Domain.Ledger;

/// <summary>The closed list of accounts. A positive balance is a debit. The numbers are stored.</summary>
public enum AccountKind
{
    /// <summary>What a shop owes the platform for service; negative = the platform owes the shop.</summary>
    ShopReceivable = 1,

    /// <summary>Sales proceeds that the platform owes a shop; 0 once a settlement is through.</summary>
    ShopProceedsPayable = 2,

    /// <summary>The platform's revenue from service fees; a credit account.</summary>
    ServiceFeeRevenue = 3,

    /// <summary>Buyers' money that the platform holds until it is paid out; what stays is what was deducted.</summary>
    ProceedsClearing = 4,

    /// <summary>保证金: what a shop keeps with the platform; a credit account that taking from it debits.</summary>
    ShopDeposit = 5,

    /// <summary>What the platform has from fines and liquidated damages; a credit account.</summary>
    PenaltyRevenue = 6,

    /// <summary>Compensations that are on their way to customers; a credit account, debited when they are paid out.</summary>
    CustomerClearing = 7,
}
