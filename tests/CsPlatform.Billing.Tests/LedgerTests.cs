using CsPlatform.Billing.V1;
using Grpc.Core;
using Npgsql;

namespace CsPlatform.Billing.Tests;

/// <summary>The database refuses what the domain would never book, and a damaged ledger is never shown as a statement.</summary>
[Collection(ServersCollection.Name)]
public sealed class LedgerTests(Servers servers)
{
    private const string Head = """
        INSERT INTO billing.ledger_transaction
            (partition, platform, shop_id, transaction_id, kind, reference, occurred_at, postings, booked_at)
        VALUES (1, 'p', 's', 't', 1, 'r', now(), 2, now());
        """;

    [Theory]
    [InlineData("unbalanced", "(1, 'p', 's', 't', 1, 1, 300), (1, 'p', 's', 't', 2, 3, -299)")]
    [InlineData("a line too few", "(1, 'p', 's', 't', 1, 1, 300)")]
    [InlineData("a line too many", "(1, 'p', 's', 't', 1, 1, 300), (1, 'p', 's', 't', 2, 3, -200), (1, 'p', 's', 't', 3, 3, -100)")]
    [InlineData("no line", "")]
    public async Task The_database_refuses_postings_that_are(string what, string postings)
    {
        Assert.NotEmpty(what);
        await using var stack = await Stack.StartAsync(servers);
        var lines = postings.Length == 0 ? "" : $"""
            INSERT INTO billing.posting (partition, platform, shop_id, transaction_id, line, account, amount_fen) VALUES {postings};
            """;

        var refused = await Assert.ThrowsAsync<PostgresException>(() => stack.QueryAsync<object>($"BEGIN; {Head} {lines} COMMIT;"));

        Assert.Equal("ledger_transaction_balanced", refused.ConstraintName);
    }

    [Fact]
    public async Task What_is_booked_cannot_be_changed_or_deleted()
    {
        await using var stack = await Stack.StartAsync(servers);
        string[] tables = ["tariff", "tariff_rate", "charge", "deduction", "deduction_line", "ledger_transaction", "posting"];
        foreach (var table in tables)
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => stack.QueryAsync<object>($"DELETE FROM billing.{table}"));
            Assert.Equal("append_only", refused.ConstraintName);
        }
    }

    [Fact]
    public async Task A_damaged_ledger_is_never_shown_as_a_statement()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        stack.Ingestion.Add(Some.SelfRun("lily", "01-01 00:00:00"), Some.Transfer("lily", "02-10 10:00:00", "c1"));
        Assert.Equal(300, (await stack.StatementAsync("lily", "2021-02")).ChargedFen);

        await stack.QueryAsync<object>(
            "SET session_replication_role = replica; UPDATE billing.posting SET amount_fen = amount_fen + 1 WHERE account = 1");

        var refused = await Assert.ThrowsAsync<RpcException>(() => stack.StatementAsync("lily", "2021-02"));
        Assert.Equal(StatusCode.Internal, refused.StatusCode);
    }
}
