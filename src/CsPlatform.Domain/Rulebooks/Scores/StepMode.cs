namespace CsPlatform.Domain.Rulebooks;

/// <summary>How parts of a percentage point count.</summary>
public enum StepMode
{
    /// <summary>Only full points.</summary>
    Floor = 1,

    /// <summary>In proportion.</summary>
    Linear = 2,

    /// <summary>A begun point counts in full.</summary>
    Ceil = 3,
}
