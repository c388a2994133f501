namespace CsPlatform.Domain.Rating;

/// <summary>What became of usage. The numbers are stored.</summary>
public enum UsageState
{
    /// <summary>It is no unit, after all: the mode or the start that made it one was corrected.</summary>
    Void = 0,

    /// <summary>Priced and booked.</summary>
    Rated = 1,

    /// <summary>Chargeable, but without a price: waits for a tariff. Never 0.</summary>
    Unrated = 2,

    /// <summary>Not chargeable.</summary>
    NotCharged = 3,
}
