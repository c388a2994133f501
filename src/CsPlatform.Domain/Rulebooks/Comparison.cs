namespace CsPlatform.Domain.Rulebooks;

/// <summary>How a value compares with a limit.</summary>
public enum Comparison
{
    /// <summary>Above it (大于, 超过).</summary>
    Above = 1,

    /// <summary>At it or above (以上).</summary>
    AtLeast = 2,

    /// <summary>Below it (低于, 小于).</summary>
    Below = 3,

    /// <summary>At it or below (以下, 以内).</summary>
    AtMost = 4,
}
