namespace CsPlatform.Domain.Conduct;

/// <summary>Why an incident adds the points it adds. The first that applies is given.</summary>
public enum PointReason
{
    /// <summary>It was taken back: it counts for nothing.</summary>
    TakenBack,

    /// <summary>The rule in force on its day does not know the deed: it counts for nothing.</summary>
    NoRule,

    /// <summary>It is one of the first, which bring a warning instead of points.</summary>
    Warned,

    /// <summary>The rule states no points for the deed: it is recorded and flagged.</summary>
    NoPointsStated,

    /// <summary>The rule states a range and the platform chose no points: it is recorded, to be decided.</summary>
    NotChosen,

    /// <summary>The points chosen lie outside the rule's range: it is recorded, to be decided anew.</summary>
    ChosenOutOfRange,

    /// <summary>The period's cap was reached before: it adds nothing.</summary>
    Capped,

    /// <summary>The period's cap lets a part of its points in.</summary>
    PartlyCapped,

    /// <summary>It adds its points.</summary>
    Added,
}
