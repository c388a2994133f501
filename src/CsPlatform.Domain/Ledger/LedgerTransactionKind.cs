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
}
