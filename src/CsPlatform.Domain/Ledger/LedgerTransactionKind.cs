namespace CsPlatform.Domain.Ledger;

/// <summary>What a ledger transaction books. The numbers are stored.</summary>
public enum LedgerTransactionKind
{
    /// <summary>A charge: receivable up, revenue up.</summary>
    Charge = 1,

    /// <summary>A charge taken back: the same lines with the signs turned.</summary>
    Reversal = 2,

    /// <summary>Sales proceeds: taken in, open charges deducted, the rest paid out.</summary>
    Settlement = 3,

    /// <summary>A fine: the shop's money down, penalty revenue up.</summary>
    Fine = 4,

    /// <summary>A compensation: the shop's money down, what customers are to get up.</summary>
    Compensation = 5,

    /// <summary>What proceeds did not cover, taken out of the deposit: deposit down, receivable down.</summary>
    DepositDraw = 6,
}
