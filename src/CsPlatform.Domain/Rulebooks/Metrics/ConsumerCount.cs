namespace CsPlatform.Domain.Rulebooks;

/// <summary>How the consumers of a period are counted.</summary>
public enum ConsumerCount
{
    /// <summary>Each once in the whole period.</summary>
    Once = 1,

    /// <summary>Each once on every natural day.</summary>
    OnceADay = 2,
}
