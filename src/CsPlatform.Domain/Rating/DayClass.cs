namespace CsPlatform.Domain.Rating;

/// <summary>The class of a natural day that a price depends on. The numbers are stored.</summary>
public enum DayClass
{
    /// <summary>Any other day.</summary>
    Ordinary = 1,

    /// <summary>A day that the rule's kinds of calendar day name, such as 法定节假日.</summary>
    Holiday = 2,
}
