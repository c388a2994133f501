using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>
/// Judges a buyer's messages one after the other, within one stream of replies. Semantics: <see cref="ReplyScope"/>.
/// </summary>
internal sealed class TurnJudge(TurnTest test, ReplyStream stream)
{
    private (EventKey? Answer, Instant? HandedOver, LocalDate? Day)? openRound;

    /// <summary>The verdict on the next message; they come earliest first.</summary>
    public Turn Next(Asked asked)
    {
        var reply = stream.Answer(asked.SentAt);
        var expired = reply?.OccurredAt > asked.SentAt + test.Scope.UnansweredAfter;
        var answer = expired ? null : reply;
        var due = asked.SentAt + test.Within;
        var answered = asked.HandedOverAt is null ? answer?.OccurredAt : null;
        if (WhyOut(asked) is { } out1)
        {
            return Turn(TurnVerdict.OutOfScope, out1);
        }

        var follows = FollowsUp(asked, answer);
        if ((WhyRoundIsOut(asked, answer, due) ?? (follows ? TurnReason.FollowsUp : null)) is { } out2)
        {
            return Turn(TurnVerdict.OutOfScope, out2);
        }

        var reason = Judge(asked, due, answered, expired);
        var verdict = reason switch
        {
            TurnReason.InTime => TurnVerdict.InTime,
            TurnReason.Late => TurnVerdict.Late,
            _ => TurnVerdict.Unanswered,
        };
        return Turn(verdict, reason);

        Turn Turn(TurnVerdict becomes, TurnReason why)
        {
            var counted = becomes == TurnVerdict.Unanswered ? null : answered;
            return new Turn(asked.Message.Key, asked.SentAt, due, counted, becomes, why) { Answer = counted is null ? null : answer?.Key };
        }
    }

    private TurnReason? WhyOut(Asked asked)
    {
        var (contact, scope) = (asked.Contact, test.Scope);
        if (contact.WhyRemoved(asked.Message.Key) is { } removal)
        {
            return removal switch
            {
                Removal.Recalled => TurnReason.Recalled,
                Removal.Excluded => TurnReason.Excluded,
                _ => TurnReason.FromTheFuture,
            };
        }

        if (scope.Offline == OfflineRule.LeftOut && contact.WentOffline)
        {
            return TurnReason.LeftAsOffline;
        }

        if (scope.ReportedUsers is { } reach && test.Reports.Any(report => Reaches(report, reach, asked)))
        {
            return TurnReason.ReportedUser;
        }

        var tested = scope.HoursTest == HoursTest.Message ? asked.Message.OccurredAt : contact.StartedAt;
        if (!IsMeasured(tested))
        {
            return TurnReason.OutOfHours;
        }

        return scope.OnlyWithPeople && !(contact.WithPeopleSince <= asked.Message.OccurredAt) ? TurnReason.BeforePeople : null;
    }

    private bool IsMeasured(Instant tested)
    {
        var hours = test.HoursOfShop is { } ofShop ? ofShop(tested) : test.Hours;
        return hours is null ? test.HoursOfShop is null : hours.Contains(ChinaTime.Local(tested).TimeOfDay);
    }

    private static bool Reaches(UserReport report, ReportedUsers reach, Asked asked)
    {
        var (day, success) = (ChinaTime.Day(asked.Message.OccurredAt), ChinaTime.Day(report.SucceededAt));
        return report.BuyerId == asked.Contact.Timeline.BuyerId
            && day < success
            && (reach.DaysBefore is not { } days || success.PlusDays(-days) <= day);
    }

    private TurnReason? WhyRoundIsOut(Asked asked, MessageEntry? answer, Instant? due)
    {
        if (asked.HandedOverAt is { } handedOver)
        {
            return handedOver <= due ? TurnReason.HandedOver : null;
        }

        if (answer is null)
        {
            return null;
        }

        return test.RolesThatLeaveOut.Contains(answer.Role) ? TurnReason.AnsweredByRobot
            : test.LeavesOutOverMidnight && ChinaTime.Day(answer.OccurredAt) > ChinaTime.Day(asked.Message.OccurredAt)
                ? TurnReason.OverMidnight
            : null;
    }

    // A day's unit has rounds of its own; a round that is counted by itself may last over midnight.
    private bool FollowsUp(Asked asked, MessageEntry? answer)
    {
        if (!test.ByRound)
        {
            return false;
        }

        var ofDay = test.Scope.Unit is CountingUnit.PersonDay or CountingUnit.SubAccountDay;
        var round = (answer?.Key, asked.HandedOverAt, ofDay ? ChinaTime.Day(asked.Message.OccurredAt) : (LocalDate?)null);
        var follows = openRound == round;
        openRound = round;
        return follows;
    }

    private TurnReason Judge(Asked asked, Instant? due, Instant? answered, bool expired)
    {
        if (test.Scope.Offline == OfflineRule.Fails && asked.Contact.WentOffline)
        {
            return TurnReason.WentOffline;
        }

        if (asked.HandedOverAt is not null)
        {
            return TurnReason.HandedOverLate;
        }

        return answered switch
        {
            { } at when due is null || at <= due => TurnReason.InTime,
            not null => TurnReason.Late,
            null when expired => TurnReason.AnsweredAfterClosing,
            null when stream.HasOther(asked.SentAt) => TurnReason.AnsweredByMachineOnly,
            null => TurnReason.Unanswered,
        };
    }
}
