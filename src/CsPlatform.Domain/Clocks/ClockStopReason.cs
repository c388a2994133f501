namespace CsPlatform.Domain.Clocks;

/// <summary>Why a clock no longer runs.</summary>
public enum ClockStopReason
{
    /// <summary>What was due was done in time.</summary>
    InTime = 1,

    /// <summary>It was done, but late.</summary>
    Late = 2,

    /// <summary>Nothing is due any more.</summary>
    NoLongerDue = 3,
}
