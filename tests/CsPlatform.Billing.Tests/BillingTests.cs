using CsPlatform.Billing.V1;
using CsPlatform.Billing.Wire;
using CsPlatform.Ingestion.Tests;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Billing.Tests;

/// <summary>From events to statements, over real HTTP/2, Postgres and Redis.</summary>
[Collection(ServersCollection.Name)]
public sealed class BillingTests(Servers servers)
{
    [Fact]
    public async Task Transfers_are_charged_by_the_class_of_their_day_and_published()
    {
        await using var stack = await Stack.StartAsync(servers);
        var created = await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        stack.Ingestion.Add(
            Some.SelfRun("lily", "01-01 00:00:00"),
            Some.Message("lily", "02-11 23:50:00", "c1"),
            Some.Transfer("lily", "02-11 23:59:59.9999999", "c1"),
            Some.Transfer("lily", "02-12 00:00:00", "c2"),
            Some.Transfer("lily", "02-12 00:00:01", "c2"),
            Some.Transfer("lily", "02-13 09:00:00", "c3", TransferInitiator.Agent),
            Some.Transfer("lily", "02-13 09:00:00", "c4", kind: ConsultationKind.PreSales),
            Some.Transfer("lily", "02-14 23:59:59", "c5"),
            Some.Transfer("lily", "02-15 00:00:00", "c6"),
            Some.Transfer("lily", "03-01 00:00:00", "c7"));

        var february = await stack.StatementAsync("lily", "2021-02");

        Assert.True(created.Created);
        Assert.Equal("2 x 300 = 600 Ordinary, 2 x 450 = 900 Holiday", Some.Lines(february));
        Assert.Equal("1 not_by_user, 1 pre_sales, 1 already_charged", Some.Uncharged(february));
        Assert.Equal((1500, 0, 0, 1500), Sums(february));
        Assert.Equal((300, 1500, 0, 1800), Sums(await stack.StatementAsync("lily", "2021-03")));
        Assert.Equal((0, 0, 0, 0), Sums(await stack.StatementAsync("nobody", "2021-02")));

        var records = await stack.ChargesAsync("lily", 5);
        Assert.Equal([1, 2, 3, 4, 5], records.Select(record => record.Position));
        Assert.Equal(["c1", "c2", "c5", "c6", "c7"], records.Select(record => record.Charge.ConsultationId));
        Assert.Equal(5, records.Select(record => record.Charge.ChargeId).Distinct().Count());
        Assert.Equal("xhs.hosted_fee", records[0].Charge.Citation.RuleId);
    }

    [Fact]
    public async Task Kinds_of_facts_that_are_not_billed_are_passed_over_in_silence()
    {
        string[] used = ["message_sent", "consultation_opened", "consultation_transferred", "service_mode_changed", "sales_proceeds_settled"];
        var others = EventExamples.Kinds.Except(used).Select(EventExamples.Full).ToList();
        Assert.NotEmpty(others);
        foreach (var other in others)
        {
            Assert.Null(EventWire.FromProto(other, out var fault));
            Assert.Null(fault);
        }

        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        stack.Ingestion.Add(Some.SelfRun("shop-1", "01-01 00:00:00"));
        stack.Ingestion.Add(others);
        stack.Ingestion.Add(Some.Transfer("shop-1", "02-01 10:00:00", "c1"));
        Assert.Equal("1 x 300 = 300 Ordinary", Some.Lines(await stack.StatementAsync("shop-1", "2021-02")));
    }

    [Fact]
    public async Task Usage_waits_for_its_price_and_a_hosted_consultation_without_one_is_reported()
    {
        await using var stack = await Stack.StartAsync(servers);
        stack.Ingestion.Add(
            Some.Message("lily", "02-01 08:00:00", "c0"),
            Some.Transfer("lily", "02-01 08:30:00", "c0"),
            Some.SelfRun("lily", "02-01 09:00:00"),
            Some.Transfer("lily", "02-01 10:00:00", "c1"),
            Some.Transfer("lily", "02-12 10:00:00", "c2"),
            Some.Settled("lily", "02-20 00:00:00", "s1", 1000));
        Assert.Equal("1 hosted_mode, 3 no_tariff", Some.Uncharged(await stack.StatementAsync("lily", "2021-02")));

        var published = await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        var again = await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });

        Assert.Equal((true, 2L, false, 0L), (published.Created, published.UsageRated, again.Created, again.UsageRated));
        var rated = await stack.StatementAsync("lily", "2021-02");
        Assert.Equal("1 x 300 = 300 Ordinary, 1 x 450 = 450 Holiday", Some.Lines(rated));
        Assert.Equal("1 hosted_mode, 1 no_rate", Some.Uncharged(rated));
        Assert.Equal((750, 0, 0, 750), Sums(rated));
        var tariffs = await stack.Billing.ListTariffsAsync(new ListTariffsRequest { Platform = "xiaohongshu" });
        Assert.Equal(Some.Tariff(), Assert.Single(tariffs.Tariffs));
        Assert.Equal(3, (await stack.ChargesAsync("lily", 3)).Count);
    }

    [Fact]
    public async Task What_proceeds_do_not_cover_is_carried_until_they_do()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        stack.Ingestion.Add(
            Some.SelfRun("lily", "01-01 00:00:00"),
            Some.Transfer("lily", "02-01 10:00:00", "c1"),
            Some.Transfer("lily", "02-12 10:00:00", "c2"),
            Some.Settled("lily", "02-15 00:00:00", "s1", 500),
            Some.Settled("lily", "02-15 00:00:00", "s1", 500));

        var february = await stack.StatementAsync("lily", "2021-02");
        Assert.Equal((750, 0, 500, 250), Sums(february));
        var short_ = Assert.Single(february.Deductions);
        Assert.Equal((500, 500, 0, 250), (short_.SettledFen, short_.DeductedFen, short_.PaidOutFen, short_.CarriedFen));

        stack.Ingestion.Add(Some.Settled("lily", "03-15 00:00:00", "s2", 1000));
        var march = await stack.StatementAsync("lily", "2021-03");
        Assert.Equal((0, 250, 250, 0), Sums(march));
        Assert.Equal(750, Assert.Single(march.Deductions).PaidOutFen);
        Assert.Equal(0L, await stack.QueryAsync<long>("SELECT count(*) FROM billing.open_item"));
        Assert.Equal(0m, await stack.QueryAsync<decimal>("SELECT sum(amount_fen) FROM billing.posting"));
    }

    [Fact]
    public async Task A_late_mode_change_takes_charges_back_and_adds_new_ones()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        stack.Ingestion.Add(
            Some.SelfRun("lily", "01-01 00:00:00"),
            Some.Transfer("lily", "02-01 10:00:00", "c1"),
            Some.Transfer("lily", "02-12 10:00:00", "c2"),
            Some.Settled("lily", "02-15 00:00:00", "s1", 1000));
        Assert.Equal((750, 0, 750, 0), Sums(await stack.StatementAsync("lily", "2021-02")));

        stack.Ingestion.Add(Some.Hosted("lily", "02-12 00:00:00"));
        var corrected = await stack.StatementAsync("lily", "2021-02");
        Assert.Equal("1 x 300 = 300 Ordinary", Some.Lines(corrected));
        Assert.Equal("1 hosted_mode", Some.Uncharged(corrected));
        Assert.Equal((300, 0, 750, -450), Sums(corrected));

        stack.Ingestion.Add(Some.Settled("lily", "03-01 00:00:00", "s2", 1000));
        var march = await stack.StatementAsync("lily", "2021-03");
        Assert.Equal((0, -450, -450, 0), Sums(march));
        Assert.Equal(1450, Assert.Single(march.Deductions).PaidOutFen);
        var records = await stack.ChargesAsync("lily", 5);
        Assert.Equal(records[1].Charge.ChargeId, records[3].Charge.Reverses);
        Assert.Equal(-450, records[3].Charge.AmountFen);
    }

    [Fact]
    public async Task A_restart_in_the_middle_changes_nothing()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        string[] shops = [.. Enumerable.Range(0, 20).Select(i => $"shop-{i}")];
        stack.Ingestion.Add(shops.Select(shop => Some.SelfRun(shop, "01-01 00:00:00")));
        for (var round = 0; round < 4; round++)
        {
            var at = $"02-0{round + 1} 10:00:00";
            stack.Ingestion.Add(shops.SelectMany(shop => Enumerable.Range(0, 10)
                .SelectMany(i => new[] { Some.Message(shop, at, $"c{i}-{at}"), Some.Transfer(shop, at, $"c{i}-{at}") })));
            await stack.StopBillingAsync();
            await stack.StartBillingAsync();
        }

        foreach (var shop in shops)
        {
            var statement = await stack.StatementAsync(shop, "2021-02");
            Assert.Equal("40 x 300 = 12000 Ordinary", Some.Lines(statement));
        }

        Assert.Equal(800L, await stack.QueryAsync<long>("SELECT count(*) FROM billing.charge"));
        Assert.Equal(800L, await stack.QueryAsync<long>("SELECT sum(position)::bigint FROM feed.head"));
    }

    [Fact]
    public async Task How_the_feed_is_cut_into_batches_makes_no_difference()
    {
        Event[] events =
        [
            Some.Transfer("lily", "02-12 10:00:00", "c1"),
            Some.SelfRun("lily", "02-01 00:00:00"),
            Some.Transfer("lily", "02-11 10:00:00", "c1"),
            Some.Transfer("lily", "02-13 10:00:00", "c2"),
            Some.Settled("lily", "02-14 00:00:00", "s1", 400),
            Some.Hosted("lily", "02-11 00:00:00"),
            Some.SelfRun("lily", "02-13 00:00:00"),
            Some.Settled("lily", "02-15 00:00:00", "s2", 400),
        ];
        var booked = new List<string>();
        foreach (var runLength in new[] { 1, 3, events.Length })
        {
            await using var stack = await Stack.StartAsync(servers);
            await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
            stack.Ingestion.RunLength = runLength;
            stack.Ingestion.Add(events);
            var records = await stack.ChargesAsync("lily", 9);
            foreach (var record in records.Where(record => record.Charge is not null))
            {
                record.Charge.BookedAt = null;
            }

            booked.Add(string.Join('\n', records));
            Assert.Equal((450, 0, 450, 0), Sums(await stack.StatementAsync("lily", "2021-02")));
        }

        Assert.Single(booked.Distinct());
    }

    [Fact]
    public async Task Losing_Redis_loses_no_charge()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        servers.Redis.KillServer();
        try
        {
            stack.Ingestion.Add(Some.SelfRun("lily", "01-01 00:00:00"), Some.Transfer("lily", "02-01 10:00:00", "c1"));

            Assert.Equal(300, (await stack.StatementAsync("lily", "2021-02")).ChargedFen);
            Assert.Single(await stack.ChargesAsync("lily", 1));
        }
        finally
        {
            await servers.Redis.StartServerAsync();
        }
    }

    [Fact]
    public async Task An_event_that_cannot_be_billed_does_not_stop_its_partition()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        var timeless = Some.Transfer("lily", "02-01 10:00:00", "c0");
        timeless.OccurredAt = null;
        var modeless = Some.SelfRun("lily", "01-01 00:00:00");
        modeless.ServiceModeChanged.Mode = (ServiceMode)77;
        var foreign = Some.Transfer("lily", "02-01 10:00:00", "c9", (TransferInitiator)99);
        stack.Ingestion.Add(
            timeless, modeless, Some.Settled("lily", "02-01 00:00:00", "s0", long.MaxValue), foreign,
            Some.SelfRun("lily", "01-01 00:00:00"), Some.Transfer("lily", "02-01 10:00:00", "c1"));

        var statement = await stack.StatementAsync("lily", "2021-02");

        Assert.Equal("1 x 300 = 300 Ordinary", Some.Lines(statement));
        Assert.Equal("1 not_by_user", Some.Uncharged(statement));
        Assert.Empty(statement.Deductions);
    }

    [Fact]
    public async Task Charges_are_followed_live()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        var following = stack.ChargesAsync("lily", 1);
        stack.Ingestion.Add(Some.SelfRun("lily", "01-01 00:00:00"), Some.Transfer("lily", "02-01 10:00:00", "c1"));

        Assert.Equal("c1", Assert.Single(await following).Charge.ConsultationId);
        await Eventually.HoldsAsync(
            async () => await stack.QueryAsync<long>("SELECT count(*) FROM billing.ledger_transaction") == 1,
            "the charge is in the ledger");
    }

    [Fact]
    public async Task Usage_that_comes_while_its_price_is_published_is_priced_all_the_same()
    {
        await using var stack = await Stack.StartAsync(servers);
        string[] shops = [.. Enumerable.Range(0, 12).Select(i => $"shop-{i}")];
        stack.Ingestion.Add(shops.Select(shop => Some.SelfRun(shop, "01-01 00:00:00")));
        var publishing = Task.CompletedTask;
        for (var round = 0; round < 30; round++)
        {
            stack.Ingestion.Add(shops.Select(shop => Some.Transfer(shop, "02-01 10:00:00", $"c{round}")));
            await Task.Yield();
            if (round == 10)
            {
                publishing = stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() }).ResponseAsync;
            }
        }

        await publishing;
        foreach (var shop in shops)
        {
            Assert.Equal("30 x 300 = 9000 Ordinary", Some.Lines(await stack.StatementAsync(shop, "2021-02")));
        }
    }

    [Fact]
    public async Task A_read_that_waits_for_the_feed_never_answers_with_a_part()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.StopIngestionAsync();
        var wanted = new GetStatementRequest { Shop = new() { Platform = "xiaohongshu", ShopId = "lily" }, Month = "2021-02" };

        Assert.Equal(0, (await stack.Billing.GetStatementAsync(wanted)).ChargedFen);
        wanted.WaitForFeed = true;
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await stack.Billing.GetStatementAsync(wanted));

        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    private static (long Charged, long Before, long Deducted, long Carried) Sums(GetStatementResponse statement)
        => (statement.ChargedFen, statement.BroughtForwardFen, statement.DeductedFen, statement.CarriedForwardFen);
}
