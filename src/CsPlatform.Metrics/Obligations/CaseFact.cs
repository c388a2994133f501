using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Timelines;

namespace CsPlatform.Metrics.Obligations;

/// <summary>A fact of a case, and the event that told of it.</summary>
internal sealed record CaseFact(ObligationFact Fact, EventKey Event) : IComparable<CaseFact>
{
    /// <summary>The earlier counts; of one instant the shorter promise, then the key: the order of arrival decides nothing.</summary>
    public int CompareTo(CaseFact? other) => other is null ? 1 : Rank(this).CompareTo(Rank(other));

    private static (NodaTime.Instant At, int Term, EventKey Event) Rank(CaseFact fact) =>
        (fact.Fact.OccurredAt, fact.Fact.TermDays ?? int.MaxValue, fact.Event);
}
