namespace CsPlatform.Domain.Rating.Pay;

/// <summary>Why no pay is worked out: a closed list in the order in which the reasons are looked for.</summary>
public enum AgentPayRefusal
{
    /// <summary>Nothing stands against it.</summary>
    None = 0,

    /// <summary>A number of customers, a bonus base, sales or returns below 0.</summary>
    BelowZero = 1,

    /// <summary>No agent shares the sales without consultation.</summary>
    NoAgents = 2,

    /// <summary>The base salary lies outside the rule's band.</summary>
    BaseOutsideBand = 3,

    /// <summary>A figure is above the largest sum that is booked, or below its negative.</summary>
    TooLarge = 4,
}
