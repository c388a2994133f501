namespace CsPlatform.Domain.Rating;

/// <summary>Who answers a shop's customers. The numbers are stored.</summary>
public enum ServiceMode
{
    /// <summary>商家自主客服 opened: the shop's own agents.</summary>
    SelfRun = 1,

    /// <summary>客服代运营: the platform's team. Also the mode of a shop of which no change is known.</summary>
    Hosted = 2,
}
