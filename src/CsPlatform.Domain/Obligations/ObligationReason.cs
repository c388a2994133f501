namespace CsPlatform.Domain.Obligations;

/// <summary>Why an obligation stands where it stands. A closed list in order of precedence.</summary>
public enum ObligationReason
{
    /// <summary>Not armed: the trigger has not happened.</summary>
    NotTriggered = 1,

    /// <summary>Fulfilled: done before the trigger is dated, so one of the clocks is wrong; it counts as done.</summary>
    DoneBeforeTrigger = 2,

    /// <summary>Fulfilled: done in time, and not after a cancellation.</summary>
    DoneInTime = 3,

    /// <summary>Cancelled: ended in time before it was done.</summary>
    EndedInTime = 4,

    /// <summary>Armed: neither the rule nor the trigger gives a term, so it is never missed.</summary>
    NoTerm = 5,

    /// <summary>Armed: the due time has not passed.</summary>
    StillTime = 6,

    /// <summary>Breached: done, but too late.</summary>
    DoneTooLate = 7,

    /// <summary>Breached: not done.</summary>
    NotDone = 8,
}
