namespace CsPlatform.Domain.Timelines;

/// <summary>Why something is excluded from every reply metric.</summary>
public enum ExclusionReason
{
    /// <summary>Advertising or other messages that are no consultation.</summary>
    Spam = 1,

    /// <summary>The platform's own systems did not work.</summary>
    Outage = 2,

    /// <summary>A buyer who only harasses.</summary>
    Malicious = 3,

    /// <summary>The platform granted it on the shop's appeal.</summary>
    Appeal = 4,
}
