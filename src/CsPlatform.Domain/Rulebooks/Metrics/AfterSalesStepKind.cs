namespace CsPlatform.Domain.Rulebooks;

/// <summary>Steps of an after-sales order (售后单, 服务单).</summary>
public enum AfterSalesStepKind
{
    /// <summary>The buyer applied.</summary>
    Applied = 1,

    /// <summary>The shop reviewed the application (审核); may come several times.</summary>
    Reviewed = 2,

    /// <summary>It became the shop's turn to handle it (转入待处理).</summary>
    Pending = 3,

    /// <summary>The shop gave a result (处理); may come several times.</summary>
    Result = 4,

    /// <summary>It was put into 待客户反馈.</summary>
    AwaitingCustomer = 5,
}
