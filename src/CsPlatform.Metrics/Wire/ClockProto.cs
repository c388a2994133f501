using CsPlatform.Common.V1;
using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Obligations;
using CsPlatform.Metrics.Obligations;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace CsPlatform.Metrics.Wire;

/// <summary>Clocks as the contract's messages.</summary>
internal static class ClockProto
{
    internal static Clock Clock(ClockSubject subject, RunningClock clock) => new()
    {
        Kind = (V1.ClockKind)(int)subject.Kind,
        Shop = new ShopKey { Platform = subject.Shop.Platform, ShopId = subject.Shop.ShopId },
        RuleId = clock.Key.RuleId,
        SubjectId = subject.SubjectId,
        ArmedBy = clock.Key.ArmedBy.ToString(),
        ArmedAt = At(clock.Key.ArmedAt),
        DueAt = At(clock.Key.DueAt),
        AgentId = clock.AgentId,
        Stage = clock.IsBreached && clock.HasRung ? ClockStage.Breached : clock.HasRung ? ClockStage.Warning : ClockStage.Running,
        Citation = new RuleCitation
        {
            Platform = clock.Citation.Platform,
            RulebookVersion = clock.Citation.RulebookVersion,
            RulebookHash = clock.Citation.RulebookHash,
            RuleId = clock.Citation.RuleId,
            Source = clock.Citation.Source,
        },
    };

    /// <summary>The clock of an obligation that was armed, whatever became of it.</summary>
    internal static Clock Obligation(ObligationCaseKey key, ArmedRule armed, ObligationStatus status)
    {
        var (rule, isBreached) = (armed.Rule, status.State == ObligationState.Breached);
        var clock = new RunningClock(
            Domain.Clocks.ClockKind.Obligation,
            new ClockKey(rule.Head.Id, armed.ArmedBy, status.TriggeredAt!.Value, status.DueAt!.Value),
            armed.Rulebook.Cite(rule.Head.Id, rule.Head.Source),
            rule.Due.EndInclusive,
            rule.WarnBefore)
        {
            Passed = isBreached ? rule.WarnBefore.Count + 1 : status.WarningsGiven,
            HasRung = isBreached || status.WarningsGiven > 0,
        };
        return Clock(new ClockSubject(key.Shop, Domain.Clocks.ClockKind.Obligation, key.CaseId), clock);
    }

    internal static FigureRecord Rang(ClockSubject subject, RunningClock clock, ToldStage told, Instant now)
    {
        var rang = new ClockRang { Clock = Clock(subject, clock), Left = Length(told.Left), RangAt = At(now) };
        if (told.Before is { } before)
        {
            rang.Before = Length(before);
        }

        return new FigureRecord { ClockRang = rang };
    }

    internal static FigureRecord Stopped(ClockSubject subject, RunningClock clock, ClockStop stop) => new()
    {
        ClockStopped = new ClockStopped
        {
            Clock = Clock(subject, clock),
            Reason = (V1.ClockStopReason)(int)stop.Reason,
            StoppedBy = stop.By.ToString(),
            StoppedAt = At(stop.At),
        },
    };

    internal static Timestamp At(Instant at)
    {
        var (seconds, rest) = Math.DivRem((at - NodaConstants.UnixEpoch).ToInt64Nanoseconds(), NodaConstants.NanosecondsPerSecond);
        // Nanoseconds of a timestamp count forward, before 1970 too.
        return rest < 0
            ? new Timestamp { Seconds = seconds - 1, Nanos = (int)(rest + NodaConstants.NanosecondsPerSecond) }
            : new Timestamp { Seconds = seconds, Nanos = (int)rest };
    }

    private static Google.Protobuf.WellKnownTypes.Duration Length(NodaTime.Duration length)
    {
        var (seconds, rest) = Math.DivRem(length.ToInt64Nanoseconds(), NodaConstants.NanosecondsPerSecond);
        return new Google.Protobuf.WellKnownTypes.Duration { Seconds = seconds, Nanos = (int)rest };
    }
}
