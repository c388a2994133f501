using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>Cuts consultations into the units a formula counts and judges every message of theirs (handbook 0.3).</summary>
public static class ReplyUnits
{
    /// <summary>
    /// The units, each with every message of it, measured or not; by buyer or consultation in the order they started, then by
    /// day.
    /// </summary>
    public static IEnumerable<ReplyUnit> Of(ReplyFormula formula, ShopHistory shop)
    {
        var contacts = shop.Consultations
            .Select(consultation => Contact.Of(consultation.Key, consultation.Value, shop.Exclusions))
            .OfType<Contact>()
            .OrderBy(contact => contact.StartedAt)
            .ThenBy(contact => contact.Id, StringComparer.Ordinal)
            .ToList();
        return Of(formula, contacts, shop);
    }

    /// <summary>The same from consultations that are read already.</summary>
    public static IEnumerable<ReplyUnit> Of(ReplyFormula formula, IReadOnlyList<Contact> contacts, ShopHistory shop)
    {
        var scope = formula.Scope;
        var test = TurnTest.Of(formula) with { Reports = shop.Reports };
        if (scope.WorkingHoursOfShop)
        {
            if (shop.WorkingHours.Count == 0)
            {
                return [];
            }

            test = test with { HoursOfShop = shop.HoursAt };
        }

        return scope.Unit switch
        {
            CountingUnit.Consultation => Joined(contacts, scope).Select(contact => OfConsultation(contact, test)),
            CountingUnit.SubAccountDay => ByBuyer(contacts).SelectMany(buyer => OfPairs(buyer, test)),
            _ => ByBuyer(contacts).SelectMany(buyer => OfBuyer(buyer, test)),
        };
    }

    private static IEnumerable<IGrouping<(string?, string?), Contact>> ByBuyer(IEnumerable<Contact> contacts) =>
        contacts.GroupBy(contact => contact.Buyer);

    private static IReadOnlyList<Contact> Joined(IReadOnlyList<Contact> contacts, ReplyScope scope) =>
        scope.RejoinWithin is { } within
            ? Contact.Rejoined(
                contacts.Where(c => !c.IsExcluded && !(scope.Offline == OfflineRule.LeftOut && c.WentOffline)), within)
            : contacts;

    private static ReplyUnit OfConsultation(Contact contact, TurnTest test)
    {
        var judge = new TurnJudge(test, new ReplyStream(contact.Replies, test));
        var turns = new List<Turn>();
        foreach (var message in contact.Questions)
        {
            var fromStart = test.FromStart && !turns.Exists(turn => turn.InScope);
            turns.Add(judge.Next(new Asked(message, contact, fromStart ? contact.StartedAt : message.OccurredAt)));
        }

        return new ReplyUnit(contact.Id, contact.StartDay, contact, First(turns, test));
    }

    private static List<ReplyUnit> OfBuyer(IGrouping<(string?, string?), Contact> buyer, TurnTest test)
    {
        var replies = buyer.SelectMany(contact => contact.Replies).Order(Comparer<TimelineEntry>.Create(TimelineEntry.Compare));
        var judge = new TurnJudge(test, new ReplyStream(replies.Cast<MessageEntry>(), test));
        return buyer
            .SelectMany(contact => contact.Questions.Select(message => new Asked(message, contact, message.OccurredAt)))
            .Order(Comparer<Asked>.Create((left, right) => TimelineEntry.Compare(left.Message, right.Message)))
            .Select(asked => (Day: ChinaTime.Day(asked.Message.OccurredAt), Turn: judge.Next(asked)))
            .GroupBy(asked => asked.Day, asked => asked.Turn)
            .Select(day => new ReplyUnit(buyer.First().BuyerId, day.Key, null, First([.. day], test)))
            .ToList();
    }

    private static IEnumerable<ReplyUnit> OfPairs(IGrouping<(string?, string?), Contact> buyer, TurnTest test)
    {
        var found = new List<(string Agent, LocalDate Day, Turn Turn)>();
        foreach (var contact in buyer)
        {
            var stream = new ReplyStream(contact.Replies, test);
            var held = HeldQuestions.Of(contact, stream);
            foreach (var agent in held.GroupBy(one => one.Agent, one => one.Asked, StringComparer.Ordinal))
            {
                var judge = new TurnJudge(test, stream);
                found.AddRange(
                    from asked in agent.OrderBy(asked => asked.SentAt).ThenBy(asked => asked.Message.Key)
                    select (agent.Key, ChinaTime.Day(asked.Message.OccurredAt), judge.Next(asked)));
            }
        }

        return found
            .GroupBy(one => (one.Agent, one.Day), one => one.Turn)
            .OrderBy(pair => pair.Key.Day)
            .ThenBy(pair => pair.Key.Agent, StringComparer.Ordinal)
            .Select(pair => new ReplyUnit(
                $"{buyer.First().BuyerId}/{pair.Key.Agent}", pair.Key.Day, null, First([.. pair.OrderBy(turn => turn.SentAt)], test))
            {
                AgentId = pair.Key.Agent,
            });
    }

    // Which message is a unit's first is known only when the unit is complete.
    private static List<Turn> First(List<Turn> turns, TurnTest test)
    {
        var first = test.OnlyFirst ? turns.FindIndex(turn => turn.InScope) : -1;
        return first < 0
            ? turns
            : [.. turns.Select((turn, i) => i > first && turn.InScope
                ? turn with { Verdict = TurnVerdict.OutOfScope, Reason = TurnReason.NotTheFirst }
                : turn)];
    }
}
