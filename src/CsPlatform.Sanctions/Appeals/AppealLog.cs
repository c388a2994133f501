using CsPlatform.Domain.Sanctions.Appeals;
using CsPlatform.Domain.Sanctions.Statements;
using CsPlatform.Metrics.V1;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Reasons;
using CsPlatform.Sanctions.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>Holds a merchant's own log against the messages behind a judged figure.</summary>
internal sealed class AppealLog(RulebookCatalogue catalogue, EvidenceSource source)
{
    private const int MostTold = 200;

    /// <summary>What both have, and what only one has; null where the decision rests on no figure that opens.</summary>
    public async Task<AppealLogComparison?> CompareAsync(
        Decision decision, IReadOnlyList<LoggedMessage> theirs, CancellationToken cancellation)
    {
        var rulebook = catalogue.Versions(decision.Shop.Platform).FirstOrDefault(known => known.Hash == decision.Citation.RulebookHash);
        var rule = rulebook is null ? null : Domain.Sanctions.LadderInForce.FindById(rulebook, decision.Citation.RuleId);
        if (decision.Figure is null || rule is null
            || StatementOfReasons.Against(Stated.Decision(decision), rule) is not { } side)
        {
            return null;
        }

        var evidence = await source.FindAsync(decision, side, cancellation);
        if (!evidence.IsOpened)
        {
            return null;
        }

        // The next answer ends several turns: it is one message all the same.
        var ours = evidence.Units.SelectMany(unit => unit.Turns.SelectMany(turn => Messages(unit, turn)))
            .DistinctBy(message => message.Event).Select(message => message.Message);
        return ToProto(LogComparison.Of(theirs, ours));
    }

    private static IEnumerable<(string Event, LoggedMessage Message)> Messages(ExplainedUnit unit, ExplainedTurn turn)
    {
        yield return Of(unit, turn.Message, isBuyers: true);
        if (turn.Answer is { } answer)
        {
            yield return Of(unit, answer, isBuyers: false);
        }
    }

    private static (string Event, LoggedMessage Message) Of(ExplainedUnit unit, EventReference one, bool isBuyers) => (
        $"{one.Source}/{one.EventId}", new LoggedMessage(unit.Id, isBuyers, Instant.FromDateTimeOffset(one.OccurredAt.ToDateTimeOffset())));

    private static AppealLogComparison ToProto(LogComparison compared)
    {
        var message = new AppealLogComparison { Matched = compared.Matched };
        message.OnlyTheirs.AddRange(compared.OnlyTheirs.Take(MostTold).Select(ToProto));
        message.OnlyOurs.AddRange(compared.OnlyOurs.Take(MostTold).Select(ToProto));
        if (compared is { SkewMilliseconds: { } skew, SmallestMilliseconds: { } smallest, LargestMilliseconds: { } largest })
        {
            (message.SkewMs, message.SmallestMs, message.LargestMs) = (skew, smallest, largest);
        }

        return message;
    }

    private static AppealLogMessage ToProto(LoggedMessage message) => new()
    {
        ConsultationId = message.ConsultationId,
        ByBuyer = message.IsBuyers,
        SentAt = Timestamp.FromDateTimeOffset(message.At.ToDateTimeOffset()),
    };
}
