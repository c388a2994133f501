using System.Data;
using CsPlatform.Billing.Feeds;
using CsPlatform.Billing.Storage;
using CsPlatform.Billing.V1;
using CsPlatform.Billing.Wire;
using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;

namespace CsPlatform.Billing.UseCases;

/// <summary>States a shop's month, held against the ledger before it is handed out.</summary>
internal sealed class GetStatement(Database database, PlatformCheck platforms, CaughtUp caughtUp)
{
    private const int ShopIdLimit = 128;

    private static readonly TransactionOptions OneState = TransactionOptions.Default with
    {
        Isolation = IsolationLevel.RepeatableRead,
        Idempotent = true,
    };

    internal async Task<GetStatementResponse> HandleAsync(GetStatementRequest request, CancellationToken cancellation)
    {
        var (shop, month) = Read(request);
        var poison = request.WaitForFeed ? await caughtUp.WaitAsync(cancellation) : 0;

        var whose = ((short)Partitions.Of(shop.Platform, shop.ShopId), shop);
        var statement = await database.InTransactionAsync(
            (connection, _, token) => StatementReader.ReadAsync(connection, whose, month, token), cancellation, OneState);
        var response = statement.ToProto();
        response.PoisonOpen = poison;
        return response;
    }

    private (ShopKey Shop, LocalDate Month) Read(GetStatementRequest request)
    {
        var faults = new FieldFaults();
        if (!faults.AddIf(request.Shop is null, "shop", "missing: send the shop whose statement is wanted"))
        {
            platforms.Check(request.Shop!.Platform, "shop.platform", faults);
            TextRules.Key(faults, "shop.shop_id", request.Shop.ShopId, ShopIdLimit);
        }

        var month = DayText.Month(request.Month);
        faults.AddIf(
            month is not { Year: >= 2 and <= 9998 },
            "month", "not a month: send YYYY-MM, such as 2021-02 (China Standard Time)");
        faults.ThrowIfAny();
        return (new ShopKey(request.Shop!.Platform, request.Shop.ShopId), month!.Value);
    }
}
