using CsPlatform.Common.V1;

namespace CsPlatform.Billing.Tests;

[Collection(ServersCollection.Name)]
public sealed class PoisonTests(Servers servers)
{
    private const string Refuse = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is refused', NEW.consultation_id; END $$;
        CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON billing.transfer FOR EACH ROW WHEN (NEW.consultation_id = 'bad') EXECUTE FUNCTION refuse()
        """;

    [Fact]
    public async Task An_event_that_cannot_be_billed_holds_nothing_up_is_told_by_the_statement_and_billed_once_when_it_is_retried()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new() { Tariff = Some.Tariff() });
        await stack.QueryAsync<object>(Refuse);
        stack.Ingestion.Add(
            Some.SelfRun("lily", "01-01 00:00:00"),
            Some.Transfer("lily", "02-01 10:00:00", "bad"),
            Some.Transfer("lily", "02-01 11:00:00", "good"));

        var without = await stack.StatementAsync("lily", "2021-02");
        Assert.Equal(("1 x 300 = 300 Ordinary", 1L), (Some.Lines(without), without.PoisonOpen));

        await stack.QueryAsync<object>("DROP TRIGGER refuse ON billing.transfer");
        var open = await stack.Feed.ListPoisonRecordsAsync(new() { Feed = "ingestion", State = PoisonState.Open });
        var request = new RetryPoisonRecordsRequest { Keys = { Assert.Single(open.Records).Key } };
        Assert.True(Assert.Single((await stack.Feed.RetryPoisonRecordsAsync(request)).Results).IsApplied);
        Assert.True(Assert.Single((await stack.Feed.RetryPoisonRecordsAsync(request)).Results).IsApplied);
        var whole = await stack.StatementAsync("lily", "2021-02");
        Assert.Equal(("2 x 300 = 600 Ordinary", 0L), (Some.Lines(whole), whole.PoisonOpen));
        Assert.Equal(2, (await stack.ChargesAsync("lily", 2)).Count);
    }
}
