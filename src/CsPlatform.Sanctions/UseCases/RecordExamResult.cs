using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Standings;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using ShopKey = CsPlatform.Domain.Primitives.ShopKey;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Records an attempt at a case's exam, once per attempt id; a pass in time ends the penalty.</summary>
internal sealed class RecordExamResult(
    Database database,
    RulebookCatalogue catalogue,
    DecisionLog decisions,
    CourseReplay replay,
    FeedSignal signal,
    StandingCache standings,
    TimeProvider time)
{
    private static readonly TransactionOptions Repeatable = TransactionOptions.Default with { Idempotent = true };

    public async Task<RecordExamResultResponse> HandleAsync(RecordExamResultRequest request, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (shop, takenOn) = Read(request, ChinaTime.Day(now.ToInstant()));
        var partition = Partitions.Of(shop.Platform, shop.ShopId);
        var response = await database.InTransactionAsync(
            (_, transaction, token) => RecordAsync(transaction, (partition, shop, request, takenOn, now), token),
            cancellation,
            Repeatable);
        signal.Announce(partition);
        standings.Forget(shop);
        return response;
    }

    private (ShopKey Shop, LocalDate TakenOn) Read(RecordExamResultRequest request, LocalDate today)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        fields.Id("case_id", request.CaseId);
        fields.Id("attempt_id", request.AttemptId);
        var takenOn = fields.Day("taken_on", request.TakenOn);
        fields.AddIf(
            takenOn > today, "taken_on", $"{request.TakenOn} lies in the future; today is {today:R} in China Standard Time");
        fields.ThrowIfAny();
        return (shop, takenOn);
    }

    private async Task<RecordExamResultResponse> RecordAsync(
        NpgsqlTransaction transaction,
        (int Partition, ShopKey Shop, RecordExamResultRequest Request, LocalDate TakenOn, DateTimeOffset Now) call,
        CancellationToken cancellation)
    {
        var (partition, shop, request, takenOn, now) = call;
        var standings = await StandingStore.LockAsync(transaction, partition, shop, cancellation);
        var (key, standing) = standings.FirstOrDefault(s => s.Value.Penalties.Any(penalty => penalty.CaseId == request.CaseId));
        if (standing is null)
        {
            throw Refusal.NotFound(
                "case",
                request.CaseId,
                $"Shop {shop} has no case \"{request.CaseId}\"; GetStanding and ListDecisions name its cases.");
        }

        var id = (request.CaseId, request.AttemptId);
        if (await ExamAttempt.FindAsync(transaction, partition, shop, id, cancellation) is { } known)
        {
            return await RepeatAsync(transaction, partition, known, (takenOn, request.Passed), cancellation);
        }

        SanctionTrigger trigger = request.Passed
            ? new ExamPassed(request.CaseId, takenOn)
            : new ExamFailed(request.CaseId, takenOn);
        var outcome = SanctionMachine.Move(standing, trigger);
        RefuseBeforeAssigned(outcome, takenOn);

        var entry = new TriggerEntry(0, takenOn, trigger);
        await DocketStore.AddAsync(transaction, partition, [(key, entry)], now, cancellation);
        var published = outcome.Answer == SanctionAnswer.NotWaitingForExam && request.Passed
            ? await replay.RunAsync(transaction, partition, key, standing, entry, cancellation)
            : await TakeAsync(transaction, partition, key, outcome, cancellation);
        var decision = published.FirstOrDefault(taken => taken.Kind == DecisionKind.ExamPassed) ?? (published.Count > 0 ? published[0] : null);
        var explanation = outcome.Answer == SanctionAnswer.NotWaitingForExam && published.Count > 0
            ? $"Passed in time on {takenOn:R} and reported late: what followed the missed deadline is revoked."
            : Explain(outcome, takenOn);
        var attempt = new ExamAttempt(
            shop, request.CaseId, request.AttemptId, takenOn, request.Passed, decision?.DecisionId, explanation);
        await attempt.InsertAsync(transaction, partition, now, cancellation);
        return new RecordExamResultResponse { Decision = decision, Explanation = attempt.Explanation };
    }

    private async Task<IReadOnlyList<Decision>> TakeAsync(
        NpgsqlTransaction transaction, int partition, StandingKey key, SanctionOutcome outcome, CancellationToken cancellation)
    {
        await StandingStore.SaveAsync(transaction, partition, [KeyValuePair.Create(key, outcome.Standing)], cancellation);
        return await decisions.AppendAsync(
            transaction, partition, [.. outcome.Decisions.Select(taken => new TakenDecision(key.Shop, taken))], cancellation);
    }

    private static void RefuseBeforeAssigned(SanctionOutcome outcome, LocalDate takenOn)
    {
        if (outcome.Answer == SanctionAnswer.TakenBeforeAssigned && outcome.Standing.State is Studying studying)
        {
            throw Refusal.InvalidArgument(new FieldFault(
                "taken_on",
                $"{takenOn:R} lies before the exam was assigned on {studying.PushedOn:R}; send the day of the attempt"));
        }
    }

    private static async Task<RecordExamResultResponse> RepeatAsync(
        NpgsqlTransaction transaction,
        int partition,
        ExamAttempt known,
        (LocalDate TakenOn, bool Passed) reported,
        CancellationToken cancellation)
    {
        if ((known.TakenOn, known.Passed) != reported)
        {
            throw Refusal.AlreadyExists(
                "attempt",
                known.AttemptId,
                $"Attempt \"{known.AttemptId}\" is recorded as {(known.Passed ? "passed" : "not passed")} on " +
                $"{known.TakenOn:R}; send another attempt_id for another attempt.");
        }

        var decision = known.DecisionId is { } id
            ? (await DecisionLog.FindAsync(transaction, partition, [(known.Shop, id)], cancellation)).Single()
            : null;
        return new RecordExamResultResponse { Decision = decision, Explanation = known.Explanation };
    }

    private static string Explain(SanctionOutcome outcome, LocalDate takenOn) => (outcome.Answer, outcome.Standing.State) switch
    {
        (SanctionAnswer.Decided, Limited { Until: { } until }) =>
            $"Passed in time on {takenOn:R}; the case's restrictions run until the end of {until.PlusDays(-1):R}.",
        (SanctionAnswer.Decided, _) =>
            $"Passed in time: the penalty ends on {takenOn:R}, and {outcome.Standing.CycleStart:R} is day 1 of the next cycle.",
        (SanctionAnswer.MayTryAgain, Studying studying) =>
            $"Not passed; another attempt is possible until the end of {studying.FailsOn.PlusDays(-1):R}.",
        (SanctionAnswer.TakenAfterDeadline, Studying studying) =>
            $"Taken on {takenOn:R}, after the deadline (end of {studying.FailsOn.PlusDays(-1):R}): nothing changed.",
        (_, Limited { Until: { } until }) =>
            "The case is no longer waiting for an exam, its restriction runs until the end of " +
            $"{until.PlusDays(-1):R}: nothing changed.",
        _ => "The case is not waiting for an exam: nothing changed.",
    };
}
