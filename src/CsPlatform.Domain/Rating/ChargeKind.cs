namespace CsPlatform.Domain.Rating;

/// <summary>What is charged. The numbers are stored.</summary>
public enum ChargeKind
{
    /// <summary>A consultation transferred to official service while self-run service is open (handbook 1.2, basis A).</summary>
    HostedTransfer = 1,

    /// <summary>A consultation served by official service while self-run service is not open (handbook 1.2, basis B).</summary>
    HostedConsultation = 2,
}
