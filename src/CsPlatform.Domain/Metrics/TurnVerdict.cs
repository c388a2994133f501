namespace CsPlatform.Domain.Metrics;

/// <summary>What became of a buyer's message.</summary>
public enum TurnVerdict
{
    /// <summary>Answered no later than it was due; where nothing is due, answered.</summary>
    InTime = 1,

    /// <summary>Answered, but after it was due.</summary>
    Late = 2,

    /// <summary>Never answered by a role that counts.</summary>
    Unanswered = 3,

    /// <summary>Not measured.</summary>
    OutOfScope = 4,
}
