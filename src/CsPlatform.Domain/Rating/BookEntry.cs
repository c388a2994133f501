using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Rating.Fines;

namespace CsPlatform.Domain.Rating;

/// <summary>Something booked, in the order of booking.</summary>
public abstract record BookEntry
{
    /// <summary>Its ledger entry; null when no money moves.</summary>
    public abstract LedgerTransaction? ToLedger();
}

/// <summary>A charge, or the taking back of one.</summary>
public sealed record ChargeEntry(Charge Charge) : BookEntry
{
    public override LedgerTransaction? ToLedger() => Charge.ToLedger();
}

/// <summary>A settlement and what it paid.</summary>
public sealed record DeductionEntry(Deduction Deduction) : BookEntry
{
    public override LedgerTransaction? ToLedger() => Deduction.ToLedger();
}

/// <summary>A fine, or the taking back of one.</summary>
public sealed record FineEntry(Fine Fine) : BookEntry
{
    public override LedgerTransaction? ToLedger() => Fine.ToLedger();
}
