namespace CsPlatform.Domain.Obligations;

/// <summary>Where an obligation stands at an instant.</summary>
public enum ObligationState
{
    /// <summary>Its trigger has not happened.</summary>
    NotArmed = 1,

    /// <summary>It is owed and not yet missed.</summary>
    Armed = 2,

    /// <summary>It was done in time.</summary>
    Fulfilled = 3,

    /// <summary>It was not done in time.</summary>
    Breached = 4,

    /// <summary>It ended in time without being done.</summary>
    Cancelled = 5,
}
