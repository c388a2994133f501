namespace CsPlatform.Domain.Rulebooks;

/// <summary>What kind of service a buyer graded.</summary>
public enum RatedService
{
    /// <summary>That of a consultation (咨询评价).</summary>
    Consultation = 1,

    /// <summary>That of an order, such as its after-sales service (售后服务评价).</summary>
    Order = 2,
}
