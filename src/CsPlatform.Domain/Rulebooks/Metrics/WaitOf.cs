namespace CsPlatform.Domain.Rulebooks;

/// <summary>What has a wait of its own in a mean.</summary>
public enum WaitOf
{
    /// <summary>Each message of the buyer.</summary>
    Message = 1,

    /// <summary>Each dialogue round, from its first message.</summary>
    Round = 2,
}
