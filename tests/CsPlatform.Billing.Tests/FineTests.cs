using CsPlatform.Billing.V1;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace CsPlatform.Billing.Tests;

/// <summary>From decisions to statements, over real HTTP/2, Postgres and Redis.</summary>
[Collection(ServersCollection.Name)]
public sealed class FineTests(Servers servers)
{
    private const string Platform = "pinduoduo";

    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();

    private int taken;

    [Fact]
    public async Task A_fine_is_due_taken_from_nothing_that_no_source_names_and_taken_back_when_its_decision_is_revoked()
    {
        await using var stack = await Stack.StartAsync(servers);
        stack.Sanctions.Publish(Fined("s1", "f1", "2021-02-02"), Fined("s1", "f2", "2021-02-04"));

        var before = await stack.StatementAsync("s1", "2021-02", Platform);
        Assert.Equal(["f1 100000 due", "f2 100000 due"], Words(before));
        Assert.Equal((0, 200_000, 0), (before.FinedFen, before.UnfundedFen, before.ChargedFen));
        Assert.Equal(0, await stack.QueryAsync<long>("SELECT count(*) FROM billing.posting"));

        stack.Sanctions.Publish(Revoked("s1", "f1", "r1"));
        var after = await stack.StatementAsync("s1", "2021-02", Platform);
        Assert.Equal(["f1 100000 due", "r1 -100000 due", "f2 100000 due"], Words(after));
        Assert.Equal((after.Fines[0].FineId, after.Fines[1].FineId), (after.Fines[1].Reverses, after.Fines[0].ReversedBy));
        Assert.Equal(("appeal:17", 100_000), (after.Fines[1].TraceId, after.UnfundedFen));
    }

    [Fact]
    public async Task A_fine_taken_from_proceeds_is_deducted_and_given_back_by_the_next_settlement_in_books_that_balance()
    {
        await using var stack = await Stack.StartAsync(servers, funds: "SalesProceeds");
        stack.Sanctions.Publish(Fined("s1", "f1", "2021-02-02"));
        await stack.StatementAsync("s1", "2021-02", Platform);
        stack.Ingestion.Add(Settled("02-10 00:00:00", "one", 60_000));
        var first = await stack.StatementAsync("s1", "2021-02", Platform);
        Assert.Equal((100_000, 60_000, 40_000), (first.ChargedFen, first.DeductedFen, first.CarriedForwardFen));

        stack.Sanctions.Publish(Revoked("s1", "f1", "r1"));
        var revoked = await stack.StatementAsync("s1", "2021-02", Platform);
        Assert.Equal((0, 60_000, -60_000), (revoked.ChargedFen, revoked.DeductedFen, revoked.CarriedForwardFen));

        stack.Ingestion.Add(Settled("02-20 00:00:00", "two", 10_000));
        var given = await stack.StatementAsync("s1", "2021-02", Platform);
        Assert.Equal((0, 0, 0), (given.ChargedFen, given.DeductedFen, given.CarriedForwardFen));
        Assert.Equal(70_000, given.Deductions[1].PaidOutFen);
        Assert.Equal(0m, await stack.QueryAsync<decimal>("SELECT sum(amount_fen) FROM billing.posting"));
    }

    [Fact]
    public async Task Decisions_that_come_again_book_nothing_and_a_restart_goes_on_behind_them()
    {
        await using var stack = await Stack.StartAsync(servers, funds: "SalesProceeds");
        var fine = Fined("s1", "f1", "2021-02-02");
        stack.Sanctions.Publish(fine, fine, Revoked("s1", "f1", "r1"));
        Assert.Equal(["f1 100000 owed", "r1 -100000 owed"], Words(await stack.StatementAsync("s1", "2021-02", Platform)));

        await stack.StopBillingAsync();
        stack.Sanctions.Publish(Revoked("s1", "f1", "r1"), Revoked("s1", "warned", "r2"), fine, Fined("s1", "f3", "2021-02-09"));
        await stack.StartBillingAsync();

        Assert.Equal(
            ["f1 100000 owed", "r1 -100000 owed", "f3 100000 owed"], Words(await stack.StatementAsync("s1", "2021-02", Platform)));
        Assert.Equal(3, await stack.QueryAsync<long>("SELECT count(*) FROM billing.charge"));
    }

    [Fact]
    public async Task Two_decisions_of_one_day_are_fined_once_and_the_second_when_the_first_is_revoked()
    {
        await using var stack = await Stack.StartAsync(servers);
        stack.Sanctions.Publish(Fined("s1", "f1", "2021-02-02"), Fined("s1", "f2", "2021-02-02"));
        var once = await stack.StatementAsync("s1", "2021-02", Platform);
        Assert.Equal(["f1 100000 due"], Words(once));
        Assert.Equal(("f2", "due_before"), (once.FinesNotEnforced.Single().DecisionId, once.FinesNotEnforced.Single().Reason));

        stack.Sanctions.Publish(Revoked("s1", "f1", "r1"));
        var second = await stack.StatementAsync("s1", "2021-02", Platform);
        Assert.Contains("f2 100000 due", Words(second));
        Assert.Equal(100_000, second.UnfundedFen);
        Assert.Empty(second.FinesNotEnforced);
    }

    [Theory]
    [InlineData(80_000, 0)]
    [InlineData(79_999, 200_000)]
    [InlineData(69_999, 500_000)]
    [InlineData(59_999, 1_000_000)]
    public async Task The_fine_of_a_score_is_that_of_its_band(long thousandths, long fen)
    {
        await using var stack = await Stack.StartAsync(servers);
        var decision = Fined("s1", "f1", "2023-03-01", "jd", "jd.fine.service_score");
        decision.Figure = new JudgedFigure
        {
            PeriodStart = "2023-02-01", PeriodEnd = "2023-03-01", EvaluatedOn = "2023-03-01", Numerator = thousandths, Denominator = 1000,
        };
        stack.Sanctions.Publish(decision);

        Assert.Equal([$"f1 {fen} due"], Words(await stack.StatementAsync("s1", "2023-03", "jd")));
    }

    [Fact]
    public async Task A_decision_under_a_rulebook_that_is_not_known_here_is_set_aside_and_told()
    {
        await using var stack = await Stack.StartAsync(servers);
        var unknown = Fined("s1", "f1", "2021-02-02");
        unknown.Citation.RulebookHash = new string('0', 64);
        stack.Sanctions.Publish(unknown, Fined("s1", "f2", "2021-02-03"));

        var statement = await stack.StatementAsync("s1", "2021-02", Platform);
        Assert.Equal((1, "f2 100000 due"), (statement.PoisonOpen, Assert.Single(Words(statement))));
    }

    private static List<string> Words(GetStatementResponse statement) =>
        [.. statement.Fines.Select(fine => $"{fine.DecisionId} {fine.AmountFen} {(fine.Owed ? "owed" : "due")}")];

    private static Event Settled(string at, string id, long fen)
    {
        var settled = Some.Settled("s1", at, id, fen);
        settled.Shop.Platform = Platform;
        return settled;
    }

    private Decision Fined(string shop, string id, string from, string platform = Platform, string amount = "pdd.fine.unanswered")
    {
        var day = LocalDate.FromDateOnly(DateOnly.ParseExact(from, "yyyy-MM-dd", null));
        var rulebook = Catalogue.Find(platform, day)!;
        return new Decision
        {
            DecisionId = id, Shop = new ShopKey { Platform = platform, ShopId = shop }, Kind = DecisionKind.Fined, AmountId = amount,
            EffectiveFrom = from, ShopSequence = ++taken, DecidedAt = Timestamp.FromDateTime(DateTime.UtcNow),
            Citation = new RuleCitation { RulebookVersion = $"{rulebook.Version:R}", RulebookHash = rulebook.Hash },
        };
    }

    private Decision Revoked(string shop, string revoked, string id) => new()
    {
        DecisionId = id, Shop = new ShopKey { Platform = Platform, ShopId = shop }, Kind = DecisionKind.Revoked, EffectiveFrom = "2021-03-05",
        ShopSequence = ++taken, DecidedAt = Timestamp.FromDateTime(DateTime.UtcNow),
        Correction = new Correction { Revokes = revoked, Cause = CorrectionCause.AppealUpheld, TraceId = "appeal:17" },
    };
}
