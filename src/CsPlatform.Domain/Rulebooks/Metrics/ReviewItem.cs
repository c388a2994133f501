namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a review of goods rates.</summary>
public enum ReviewItem
{
    /// <summary>The order as a whole (综合评分).</summary>
    Overall = 1,

    /// <summary>Whether the goods are as described (描述).</summary>
    Description = 2,

    /// <summary>Quality of the goods (商品质量).</summary>
    Quality = 3,

    /// <summary>Attitude of the service (服务态度).</summary>
    Service = 4,

    /// <summary>Speed of the logistics (物流速度).</summary>
    Logistics = 5,

    /// <summary>How returns and exchanges were handled (退换货处理).</summary>
    Returns = 6,
}
