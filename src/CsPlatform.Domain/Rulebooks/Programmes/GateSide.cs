namespace CsPlatform.Domain.Rulebooks;

/// <summary>Which values pass a gate.</summary>
public enum GateSide
{
    /// <summary>The limit and more (及以上).</summary>
    AtLeast = 1,

    /// <summary>More than the limit (超过).</summary>
    Above = 2,

    /// <summary>The limit and less (及以下).</summary>
    AtMost = 3,

    /// <summary>Less than the limit (低于).</summary>
    Below = 4,
}
