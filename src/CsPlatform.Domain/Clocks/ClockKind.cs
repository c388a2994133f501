namespace CsPlatform.Domain.Clocks;

/// <summary>What a clock runs for.</summary>
public enum ClockKind
{
    /// <summary>A buyer's message that waits for an answer.</summary>
    Turn = 1,

    /// <summary>An obligation of the rulebook.</summary>
    Obligation = 2,
}
