namespace CsPlatform.Domain.Rating;

/// <summary>What may be charged: a consultation, or one transfer of it.</summary>
/// <param name="Kind">Which of both.</param>
/// <param name="ConsultationId">The consultation.</param>
/// <param name="Transfer">The transfer; <see cref="FactId.None"/> for the consultation itself.</param>
public readonly record struct UsageKey(ChargeKind Kind, string ConsultationId, FactId Transfer)
{
    /// <summary>The consultation itself (basis B).</summary>
    public static UsageKey OfConsultation(string consultationId)
        => new(ChargeKind.HostedConsultation, consultationId, FactId.None);

    /// <summary>A transfer (basis A).</summary>
    public static UsageKey OfTransfer(TransferFact transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return new(ChargeKind.HostedTransfer, transfer.ConsultationId, transfer.Id);
    }
}
