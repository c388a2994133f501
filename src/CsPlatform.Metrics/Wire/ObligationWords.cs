using CsPlatform.Domain.Obligations;

namespace CsPlatform.Metrics.Wire;

/// <summary>What became of an obligation, in a word.</summary>
internal static class ObligationWords
{
    internal static string Status(ObligationStatus status) => status.State switch
    {
        ObligationState.NotArmed => "NOT_ARMED",
        ObligationState.Armed => "PENDING",
        ObligationState.Fulfilled => "FULFILLED",
        ObligationState.Cancelled => "CANCELLED",
        ObligationState.Breached when status.Reason == ObligationReason.DoneTooLate => "FULFILLED_LATE",
        ObligationState.Breached => "BREACHED",
        _ => throw new InvalidOperationException($"There is no word for {status.State}."),
    };
}
