namespace CsPlatform.Domain.Rulebooks;

/// <summary>Steps of an order of goods.</summary>
public enum OrderStepKind
{
    /// <summary>Placed (下单).</summary>
    Placed = 1,

    /// <summary>Paid (支付).</summary>
    Paid = 2,

    /// <summary>Picked up by the courier (揽收).</summary>
    PickedUp = 3,

    /// <summary>Picked up abnormally (异常揽收), as the platform found.</summary>
    PickedUpAbnormally = 4,

    /// <summary>Signed for (签收).</summary>
    SignedFor = 5,

    /// <summary>Finished (完成).</summary>
    Finished = 6,
}
