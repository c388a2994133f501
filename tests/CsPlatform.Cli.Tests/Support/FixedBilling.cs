using CsPlatform.Billing.V1;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>Billing with one statement; keeps the tariff that is published.</summary>
internal sealed class FixedBilling : BillingService.BillingServiceBase
{
    public Tariff? Published { get; private set; }

    public bool WaitedForFeed { get; private set; }

    public override Task<PublishTariffResponse> PublishTariff(PublishTariffRequest request, ServerCallContext context)
    {
        Published = request.Tariff;
        return Task.FromResult(new PublishTariffResponse { Created = true, UsageRated = 2 });
    }

    public override Task<GetStatementResponse> GetStatement(GetStatementRequest request, ServerCallContext context)
    {
        WaitedForFeed = request.WaitForFeed;
        return Task.FromResult(new GetStatementResponse
        {
            Shop = request.Shop,
            Month = request.Month,
            ChargedFen = 1_350,
            SettledFen = 1_000,
            DeductedFen = 1_000,
            CarriedForwardFen = 350,
            Lines =
            {
                new StatementLine
                {
                    Kind = ChargeKind.HostedTransfer, DayClass = DayClass.Holiday, Quantity = 3, UnitPriceFen = 450,
                        AmountFen = 1_350,
                    TariffVersion = "v1",
                },
            },
            Uncharged = { new UnchargedUsage { Reason = "pre_sales", Explanation = "before the sale", Quantity = 2 } },
        });
    }
}
