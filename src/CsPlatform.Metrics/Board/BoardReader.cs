using System.Data;
using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Feeds;
using CsPlatform.Metrics.Storage;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Board;

/// <summary>Counts a shop's board from Postgres, all of it as it was at one position of the feed.</summary>
internal sealed class BoardReader(Database database, RunningRules rules)
{
    private const string Position = "SELECT position FROM feed.cursor WHERE feed = $1 AND partition = $2";

    // One snapshot: what is shown belongs together, and to the position it is kept under.
    private static readonly TransactionOptions Snapshot =
        TransactionOptions.Default with { Isolation = IsolationLevel.RepeatableRead, Idempotent = true };

    /// <summary>The board; null when no event of the shop was ever counted.</summary>
    public Task<CountedBoard?> ReadAsync(ShopKey shop, Rulebook rulebook, LocalDate today, CancellationToken cancellation) =>
        database.InTransactionAsync<CountedBoard?>(
            async (connection, transaction, token) => await KnownShops.HasAsync(connection, shop, token)
                ? await ReadAsync(transaction, shop, rulebook, today, token)
                : null,
            cancellation,
            Snapshot);

    private async Task<CountedBoard?> ReadAsync(
        NpgsqlTransaction transaction, ShopKey shop, Rulebook rulebook, LocalDate today, CancellationToken cancellation)
    {
        var partition = Partitions.Of(shop.Platform, shop.ShopId);
        var limits = rules.LimitsOf(rulebook);
        var ranges = rulebook.Metrics
            .SelectMany(metric => RunningSums.Needed(metric.Window, today).Append(Period.OfDay(today)).Select(days => (metric.Id, days)))
            .Concat(limits.SelectMany(limit => RunningSums.Needed(limit.Window, today).Select(days => (limit.Metric.Id, days))))
            .Distinct()
            .Select(range => new FactRange(shop, range.Id, range.days))
            .ToList();
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new(Position)
        {
            Parameters = { new() { Value = EventFeed.Name }, new NpgsqlParameter<short> { TypedValue = (short)partition } },
        });
        batch.BatchCommands.Add(FactSums.Command(ranges));
        batch.BatchCommands.Add(AgentSums.Command(shop, today, [.. rulebook.Metrics
            .Where(metric => metric.Formula is ReplyFormula)
            .Select(metric => (metric.Id, RunningSums.Needed(metric.Window, today)[^1]))]));
        OpenClocks.AddTo(batch, shop);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var position = await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : 0;
        await reader.NextResultAsync(cancellation);
        var sums = await FactSums.ReadAsync(reader, ranges, cancellation);
        await reader.NextResultAsync(cancellation);
        var agents = await AgentSums.ReadAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var open = await OpenClocks.ReadAsync(reader, cancellation);
        await reader.DisposeAsync();
        var maker = new BoardMaker(shop, rulebook, limits, today, rules.Now)
        {
            Sums = sums,
            Agents = agents,
            Open = open,
            Scores = await ScoresAsync(transaction, shop, rulebook, today, cancellation),
        };
        return new CountedBoard(maker.Make(), position);
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<LocalDate, Fraction>>> ScoresAsync(
        NpgsqlTransaction transaction, ShopKey shop, Rulebook rulebook, LocalDate today, CancellationToken cancellation)
    {
        var (first, end) = (today.PlusDays(1 - RunningWarnings.DaysOfScores), today.PlusDays(1));
        var scores = new Dictionary<string, IReadOnlyDictionary<LocalDate, Fraction>>();
        foreach (var id in RunningWarnings.ScoresOf(rulebook))
        {
            var query = new ScoreQuery(shop.Platform, id, shop.ShopId, first, end, null, RunningWarnings.DaysOfScores);
            var found = await query.RunAsync(transaction.Connection!, cancellation);
            scores.Add(id, found.Where(score => score.Value is not null)
                .ToDictionary(score => score.Key.EvaluatedOn, score => score.Value!.Value));
        }

        return scores;
    }
}
