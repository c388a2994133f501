using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Looks for signs that somebody plays a rule. It changes nothing: people decide what a sign means.</summary>
public static class GamingSigns
{
    private const int MostEvidence = 20;

    /// <summary>The signs in the consultations that a figure's units come from, in the order of the kinds; none for most shops.</summary>
    public static IReadOnlyList<GamingSign> Of(FigureBasis basis, IReadOnlyList<ExplainedUnit> units, GamingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(basis);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(terms);
        var within = units.SelectMany(unit => unit.Consultations).ToHashSet(StringComparer.Ordinal);
        var consultations = basis.Consultations.Where(one => within.Contains(one.Key)).Select(one => one.Value).ToList();
        return [.. new[] { EmptyReplies(consultations, units), SelfChat(consultations), Burst(consultations, terms) }.OfType<GamingSign>()];
    }

    private static GamingSign? EmptyReplies(List<Timeline> consultations, IReadOnlyList<ExplainedUnit> units)
    {
        var empty = consultations.SelectMany(timeline => timeline.Entries.OfType<MessageEntry>())
            .Where(message => message.IsBlank)
            .Select(message => message.Key)
            .ToHashSet();
        var answers = units.SelectMany(unit => unit.Turns)
            .Where(turn => turn is { Verdict: TurnVerdict.InTime, Answer: { } answer } && empty.Contains(answer))
            .Select(turn => turn.Answer!.Value)
            .Distinct()
            .ToList();
        return Sign(
            GamingKind.EmptyReplies,
            answers,
            $"{answers.Count}条使消息按时得到回复的消息没有任何文字或数字",
            $"{answers.Count} messages that answered in time hold no letter and no digit");
    }

    private static GamingSign? SelfChat(List<Timeline> consultations)
    {
        var agents = consultations.SelectMany(timeline => timeline.Entries).Select(AgentOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var own = consultations
            .Where(timeline => timeline.BuyerId is { } buyer && agents.Contains(buyer))
            .Select(timeline => timeline.BuyerMessages.FirstOrDefault()?.Key ?? timeline.Entries[0].Key)
            .ToList();
        return Sign(
            GamingKind.SelfChat,
            own,
            $"{own.Count}次咨询的买家账号同时是本店的客服子账号",
            $"{own.Count} consultations come from a buyer who is a sub-account of this shop");
    }

    private static GamingSign? Burst(List<Timeline> consultations, GamingTerms terms)
    {
        var inBursts = consultations
            .Where(timeline => timeline is { BuyerId: not null, StartedAt: not null })
            .GroupBy(timeline => timeline.BuyerId!, StringComparer.Ordinal)
            .SelectMany(buyer => InBursts([.. buyer.OrderBy(timeline => timeline.StartedAt)], terms))
            .Select(timeline => timeline.Entries[0].Key)
            .ToList();
        var minutes = (long)(terms.BurstWithin.ToBigIntegerNanoseconds() / NodaConstants.NanosecondsPerMinute);
        return Sign(
            GamingKind.Burst,
            inBursts,
            $"{inBursts.Count}次咨询属于同一买家在{minutes}分钟内发起的{terms.BurstConsultations}次或更多咨询",
            $"{inBursts.Count} consultations are among {terms.BurstConsultations} or more that one buyer began within {minutes} minutes");
    }

    // Ordered by start: whoever has so many before or after it within the time is in a burst.
    private static IEnumerable<Timeline> InBursts(List<Timeline> ordered, GamingTerms terms)
    {
        var found = new bool[ordered.Count];
        for (var last = terms.BurstConsultations - 1; last < ordered.Count; last++)
        {
            var first = last - terms.BurstConsultations + 1;
            if (ordered[last].StartedAt - ordered[first].StartedAt <= terms.BurstWithin)
            {
                Array.Fill(found, true, first, terms.BurstConsultations);
            }
        }

        return ordered.Where((_, i) => found[i]);
    }

    private static string? AgentOf(TimelineEntry entry) => entry switch
    {
        MessageEntry { Role: not SenderRole.Buyer } message => message.AgentId,
        AssignedEntry assigned => assigned.AgentId,
        HandedOverEntry handedOver => handedOver.ToAgentId,
        _ => null,
    };

    private static GamingSign? Sign(GamingKind kind, List<EventKey> found, string zh, string en) =>
        found.Count == 0 ? null : new GamingSign(kind, found.Count, zh, en, [.. found.Take(MostEvidence)]);
}
