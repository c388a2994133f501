using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>
/// Which usage of a consultation is chargeable (handbook 1.2). Basis B: while the shop is hosted, the consultation itself, by
/// the mode at its start. Basis A: while self-run service is open, a transfer by the user, by the mode at the transfer. A
/// consultation that is charged on one basis is not charged again on the other, unless the rule counts every transfer: the
/// reading milder for the merchant.
/// </summary>
public static class ChargePolicy
{
    /// <summary>All usage of a consultation: the hosted consultation first, then the transfers by instant.</summary>
    public static IReadOnlyList<JudgedUsage> Judge(
        Consultation consultation, ServiceModeTimeline modes, Func<LocalDate, FeeTerms?> termsOn)
    {
        ArgumentNullException.ThrowIfNull(consultation);
        ArgumentNullException.ThrowIfNull(modes);
        ArgumentNullException.ThrowIfNull(termsOn);
        var judged = new List<JudgedUsage>(consultation.Transfers.Count + 1);
        if (consultation.Start is { } start && modes.At(start.At) == ServiceMode.Hosted)
        {
            var terms = termsOn(ChinaTime.Day(start.At));
            var reason = terms is null ? UsageReason.NoRule : UsageReason.None;
            judged.Add(new JudgedUsage(UsageKey.OfConsultation(consultation.Id), start.At, start.Fact, terms, reason));
        }

        foreach (var transfer in consultation.Transfers)
        {
            var terms = termsOn(ChinaTime.Day(transfer.At));
            var reason = Against(transfer, modes.At(transfer.At), terms, judged.Exists(usage => usage.IsChargeable));
            judged.Add(new JudgedUsage(UsageKey.OfTransfer(transfer), transfer.At, transfer.Id, terms, reason));
        }

        return judged;
    }

    // In the order of the enum.
    private static UsageReason Against(TransferFact transfer, ServiceMode mode, FeeTerms? terms, bool chargedBefore)
    {
        if (terms is null)
        {
            return UsageReason.NoRule;
        }

        if (!terms.Rule.ChargedInitiators.Contains(transfer.Initiator))
        {
            return UsageReason.NotByUser;
        }

        if (!terms.Rule.ChargedKinds.Contains(transfer.Kind))
        {
            return transfer.Kind == ConsultationKind.PreSales ? UsageReason.PreSales : UsageReason.KindNotCharged;
        }

        if (mode == ServiceMode.Hosted)
        {
            return UsageReason.HostedMode;
        }

        return chargedBefore && terms.Rule.TransferDedup == TransferDedup.Conversation
            ? UsageReason.AlreadyCharged
            : UsageReason.None;
    }
}
