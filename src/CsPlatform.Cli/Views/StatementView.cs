using CsPlatform.Billing.V1;
using CsPlatform.Cli.Output;

namespace CsPlatform.Cli.Views;

/// <summary>
/// A shop's month as JSON. Amounts are fen. carried forward = brought forward + charged - deducted; charged includes the fines that are
/// owed.
/// </summary>
/// <remarks>poison_open is the number of events, of any shop, that could not be billed and are missing.</remarks>
public sealed record StatementView(
    string Platform,
    string Shop,
    string Month,
    IReadOnlyList<StatementView.Line> Lines,
    long ChargedFen,
    long BroughtForwardFen,
    long SettledFen,
    long DeductedFen,
    long CarriedForwardFen,
    IReadOnlyList<StatementView.Taken> Deductions,
    IReadOnlyList<StatementView.Without> Uncharged,
    IReadOnlyList<StatementView.Fined> Fines,
    long FinedFen,
    long UnfundedFen,
    IReadOnlyList<StatementView.FineWithout> FinesNotEnforced,
    long PoisonOpen)
{
    public static StatementView Of(GetStatementResponse answer) => new(
        answer.Shop.Platform,
        answer.Shop.ShopId,
        answer.Month,
        [.. answer.Lines.Select(Line.Of)],
        answer.ChargedFen,
        answer.BroughtForwardFen,
        answer.SettledFen,
        answer.DeductedFen,
        answer.CarriedForwardFen,
        [.. answer.Deductions.Select(Taken.Of)],
        [.. answer.Uncharged.Select(usage => new Without(usage.Reason, usage.Explanation, usage.Quantity))],
        [.. answer.Fines.Select(Fined.Of)],
        answer.FinedFen,
        answer.UnfundedFen,
        [.. answer.FinesNotEnforced.Select(fine => new FineWithout(fine.DecisionId, fine.RuleId, fine.Reason, fine.Explanation))],
        answer.PoisonOpen);

    /// <summary>Charges of one kind at one price.</summary>
    public sealed record Line(
        string Kind, string DayClass, long Quantity, long UnitPriceFen, long AmountFen, string TariffVersion)
    {
        public static Line Of(StatementLine line) => new(
            Wording.Word(line.Kind), Wording.Word(line.DayClass), line.Quantity, line.UnitPriceFen, line.AmountFen,
            line.TariffVersion);
    }

    /// <summary>What was taken from a settlement.</summary>
    public sealed record Taken(
        string SettlementId, string? OccurredAt, long SettledFen, long DeductedFen, long PaidOutFen, long CarriedFen)
    {
        public static Taken Of(Deduction deduction) => new(
            deduction.SettlementId,
            Wording.At(deduction.OccurredAt),
            deduction.SettledFen,
            deduction.DeductedFen,
            deduction.PaidOutFen,
            deduction.CarriedFen);
    }

    /// <summary>A fine that a decision asks for, or the taking back of one.</summary>
    public sealed record Fined(
        string FineId,
        string DecisionId,
        string CaseId,
        string RuleId,
        string? OccurredAt,
        long AmountFen,
        string Working,
        bool Owed,
        string Reverses,
        string ReversedBy,
        string TraceId)
    {
        public static Fined Of(Fine fine) => new(
            fine.FineId, fine.DecisionId, fine.CaseId, fine.Citation.RuleId, Wording.At(fine.OccurredAt), fine.AmountFen, fine.Working,
            fine.Owed, fine.Reverses, fine.ReversedBy, fine.TraceId);
    }

    /// <summary>A sum that a decision asks for and that is not enforced, with the reason.</summary>
    public sealed record FineWithout(string DecisionId, string RuleId, string Reason, string Explanation);

    /// <summary>Usage without a charge, with the reason.</summary>
    public sealed record Without(string Reason, string Explanation, long Quantity);
}
