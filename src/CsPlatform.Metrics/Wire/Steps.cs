using CsPlatform.Domain.Rulebooks;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Metrics.Wire;

/// <summary>Steps of the contract as those that metrics count; a step that none counts is null.</summary>
internal static class Steps
{
    internal static OrderStepKind? OfOrder(OrderStep step) => step switch
    {
        OrderStep.Placed => OrderStepKind.Placed,
        OrderStep.Paid => OrderStepKind.Paid,
        OrderStep.PickedUp => OrderStepKind.PickedUp,
        OrderStep.PickedUpAbnormally => OrderStepKind.PickedUpAbnormally,
        OrderStep.SignedFor => OrderStepKind.SignedFor,
        OrderStep.Finished => OrderStepKind.Finished,
        _ => null,
    };

    internal static AfterSalesStepKind? OfAfterSales(AfterSalesStep step) => step switch
    {
        AfterSalesStep.Applied => AfterSalesStepKind.Applied,
        AfterSalesStep.Reviewed => AfterSalesStepKind.Reviewed,
        AfterSalesStep.Pending => AfterSalesStepKind.Pending,
        AfterSalesStep.Result => AfterSalesStepKind.Result,
        AfterSalesStep.AwaitingCustomer => AfterSalesStepKind.AwaitingCustomer,
        _ => null,
    };

    /// <summary>Who answers for a dispute; nobody while nothing is decided.</summary>
    internal static Domain.Rulebooks.DisputeLiability Liability(Ingestion.V1.DisputeLiability liability) => liability switch
    {
        Ingestion.V1.DisputeLiability.Seller => Domain.Rulebooks.DisputeLiability.Seller,
        Ingestion.V1.DisputeLiability.Both => Domain.Rulebooks.DisputeLiability.Both,
        Ingestion.V1.DisputeLiability.Buyer => Domain.Rulebooks.DisputeLiability.Buyer,
        _ => Domain.Rulebooks.DisputeLiability.None,
    };
}
