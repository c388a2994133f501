using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Persistence;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>Reads what a counted figure is found from.</summary>
internal static class CountedBasisStore
{
    // Deals of a buyer count against each other by the month; reports against buyers count whenever they were made.
    private const string Text = """
        SELECT platform, shop_id, kind, subject_id, part, state FROM metrics.subject
        WHERE partition = $1 AND platform || '/' || shop_id = $2 || '/' || $3 AND kind = ANY($4) AND last_day >= $5 AND first_day < $6
        UNION ALL
        SELECT platform, shop_id, kind, subject_id, part, state FROM metrics.subject
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND kind = ANY($7)
        """;

    private const string FirstDay = "SELECT first_day FROM metrics.shop WHERE partition = $1 AND platform = $2 AND shop_id = $3";

    /// <summary>The shop's facts that a formula can count in the days, and the first day on which the shop is known.</summary>
    internal static async Task<(ShopFacts Facts, LocalDate Since)> LoadAsync(
        NpgsqlTransaction transaction, ShopKey shop, Period days, MetricFormula formula, CancellationToken cancellation)
    {
        var partition = Partitions.Of(shop.Platform, shop.ShopId);
        var since = await SinceAsync(transaction, partition, shop, days.Start, cancellation);
        if (formula is MeanOnlineTimeFormula)
        {
            var presence = await PresenceStore.LoadAsync(transaction, (partition, shop.Platform), [shop.ShopId], days, cancellation);
            return (presence[shop.ShopId], since);
        }

        await using var command = new NpgsqlCommand(Text, transaction.Connection, transaction);
        AddShop(command, partition, shop);
        short[] whenever = formula is RatingShareFormula ? [(short)SubjectKind.Buyer] : [];
        command.Parameters.Add(new() { Value = Kinds(formula).Select(kind => (short)kind).ToArray() });
        command.Parameters.Add(new() { Value = ChinaTime.MonthOf(days.Start).ToDateOnly() });
        command.Parameters.Add(new() { Value = ChinaTime.MonthOf(days.End).PlusMonths(1).ToDateOnly() });
        command.Parameters.Add(new() { Value = whenever });
        var found = (await SubjectStore.ReadAsync(command, cancellation)).ToDictionary(one => one.Key, one => one.Value.Facts);
        var orders = found.Values.SelectMany(facts => facts).OfType<AfterSalesStep>().Select(step => step.OrderId).Distinct()
            .Select(order => new SubjectKey(shop, SubjectKind.Order, order))
            .Where(key => formula is QualityRefundsFormula && !found.ContainsKey(key))
            .ToList();
        foreach (var (key, order) in await SubjectStore.LoadAsync(transaction, orders, cancellation))
        {
            found.Add(key, order.Facts);
        }

        return (ShopFacts.Of(found.Values.SelectMany(facts => facts)), since);
    }

    private static async Task<LocalDate> SinceAsync(
        NpgsqlTransaction transaction, int partition, ShopKey shop, LocalDate otherwise, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(FirstDay, transaction.Connection, transaction);
        AddShop(command, partition, shop);
        return await command.ExecuteScalarAsync(cancellation) is DateOnly day ? LocalDate.FromDateOnly(day) : otherwise;
    }

    private static void AddShop(NpgsqlCommand command, int partition, ShopKey shop)
    {
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)partition });
        command.Parameters.Add(new() { Value = shop.Platform });
        command.Parameters.Add(new() { Value = shop.ShopId });
    }

    private static SubjectKind[] Kinds(MetricFormula formula) => formula switch
    {
        RatingShareFormula => [SubjectKind.Rating],
        ComplaintRateFormula => [SubjectKind.Complaint, SubjectKind.Contact],
        StepInTimeFormula or StepShareFormula or StepMeanTimeFormula => [SubjectKind.AfterSales],
        ReturnRateFormula or QualityRefundsFormula => [SubjectKind.AfterSales, SubjectKind.Order],
        DisputeRateFormula => [SubjectKind.Dispute, SubjectKind.Order],
        SampleShareFormula => [SubjectKind.Sample],
        _ => [SubjectKind.Order],
    };
}
