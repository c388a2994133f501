using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.V1;
using NodaTime.Extensions;
using Npgsql;
using DocketCause = CsPlatform.Domain.Sanctions.Dockets.CorrectionCause;

namespace CsPlatform.Sanctions.Storage;

/// <summary>
/// Plays a subject's course again from its docket and brings standing and decisions in line with it, by adding. The standing's row is
/// locked by the caller, in whose transaction all of it happens.
/// </summary>
internal sealed class CourseReplay(RulebookCatalogue catalogue, DecisionLog decisions, TimeProvider time)
{
    /// <summary>The same for an exam that was passed in time and came too late for the course it belongs to.</summary>
    public async Task<IReadOnlyList<Decision>> RunAsync(
        NpgsqlTransaction transaction, int partition, StandingKey key, Standing before, TriggerEntry late, CancellationToken cancellation)
    {
        var entries = await DocketStore.LoadAsync(transaction, partition, key, catalogue, cancellation);
        var opened = entries.OfType<FigureEntry>().LastOrDefault(entry => entry.On <= late.On);
        var today = ChinaTime.Day(time.GetUtcNow().ToInstant());
        // Without the figure that opened the case there is nothing to play: the case is older than the docket.
        return opened is null ? [] : await RunAsync(
            transaction,
            partition,
            key,
            before,
            new CorrectionGround(
                opened.Rule, DocketCause.ExamReportedLate, $"exam:{key.MetricId}:{late.On:R}", today, null),
            cancellation);
    }

    /// <summary>The decisions that were added, as published; empty when the course still says the same.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="partition">The shop's partition.</param>
    /// <param name="key">Shop and subject.</param>
    /// <param name="before">The standing as it is stored.</param>
    /// <param name="ground">Why it is played again.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<Decision>> RunAsync(
        NpgsqlTransaction transaction,
        int partition,
        StandingKey key,
        Standing before,
        CorrectionGround ground,
        CancellationToken cancellation)
    {
        var entries = await DocketStore.LoadAsync(transaction, partition, key, catalogue, cancellation);
        var reached = await DayReachedStore.FindAsync(transaction, partition, key.Shop.Platform, cancellation);
        var filed = await DecisionLog.FiledAsync(transaction, partition, key, cancellation);
        if (filed.Any(decision => decision.Content.Length == 0))
        {
            // A part of the course is older than its docket: played without it, everything that rests on that part would be revoked.
            return [];
        }

        var course = Docket.Play(entries, reached);
        var corrections = Corrections.Between(filed, course.Decisions, ground);
        var after = Carry(before, course.Standing);
        await StandingStore.SaveAsync(transaction, partition, [KeyValuePair.Create(key, after)], cancellation);
        return await decisions.AppendAsync(
            transaction, partition, [.. corrections.Select(decision => new TakenDecision(key.Shop, decision))], cancellation);
    }

    // Most figures are not kept, so the docket does not know the last day that was judged. A day is judged once all the same.
    private static Standing Carry(Standing before, Standing after) => before.LastEvaluatedOn > (after.LastEvaluatedOn ?? default)
        ? after with { LastEvaluatedOn = before.LastEvaluatedOn, LastHold = before.LastHold }
        : after;
}
