using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>
/// Gives each measured question of metrics with a limit to the sub-account that held it when its fate was decided: when it was
/// answered, at the latest when it was due. Questions in time over questions measured.
/// </summary>
internal sealed class AgentShares(IReadOnlyList<Contact> contacts)
{
    private readonly Dictionary<Contact, Holders> holders = new(ReferenceEqualityComparer.Instance);
    private Dictionary<EventKey, Contact>? byMessage;

    public void Add(ContributionSum sum, string metricId, ReplyFormula formula, ReplyUnit unit, bool takeAway)
    {
        if (UnitFacts.LimitOf(formula) is null)
        {
            return;
        }

        foreach (var turn in unit.Measured)
        {
            var agent = unit.AgentId ?? HolderOf(unit, turn);
            sum.Add(new AgentFactKey(agent, metricId, unit.Day), new FactChange(turn.MakesLate ? 0 : 1, 1), takeAway);
        }
    }

    private string HolderOf(ReplyUnit unit, Turn turn)
    {
        var contact = unit.Contact ?? ContactOf(turn.Message);
        if (!holders.TryGetValue(contact, out var known))
        {
            holders.Add(contact, known = new Holders(contact));
        }

        var due = turn.DueAt ?? turn.SentAt;
        return known.At(turn.AnsweredAt is { } answered ? Instant.Min(answered, due) : due);
    }

    private Contact ContactOf(EventKey message)
    {
        byMessage ??= contacts
            .SelectMany(contact => contact.Questions.Select(question => (question.Key, contact)))
            .DistinctBy(one => one.Key)
            .ToDictionary(one => one.Key, one => one.contact);
        return byMessage[message];
    }
}
